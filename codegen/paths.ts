import { into, type OpenApiDocument } from '../openapi/document.ts'
import type { Operation } from '../openapi/operations.ts'

/** Paths that the router can tell apart, and parameters that are just those of the template (OpenAPI 3.1, Paths Object). */
export function checkPaths(document: OpenApiDocument, operations: Operation[]): void {
  const seen = new Map<string, Operation>()
  for (const operation of operations) {
    const { method, path } = operation
    const pointer = into('#/paths', path)
    checkTemplate(document, path, pointer)
    const key = `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`
    const twin = seen.get(key)
    if (twin) document.refuse(pointer, `is the same path as ${twin.path}`)
    seen.set(key, operation)
    checkParameters(document, operation)
  }
}

function checkTemplate(document: OpenApiDocument, path: string, pointer: string): void {
  if (!path.startsWith('/')) document.refuse(pointer, 'must start with /')
  const odd = path.split('/').find(segment => !/^([^{}*?#:]*|\{[^{}/:*?#]+\}|[^{}*?#:]+:[^{}*?#:]*)$/.test(segment))
  if (odd !== undefined)
    document.refuse(pointer, `${odd} is not supported: a segment is either plain text or one {parameter}`)
}

function checkParameters(document: OpenApiDocument, { path, pointer, parameters }: Operation): void {
  const inTemplate = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '')
  const repeated = inTemplate.find((name, index) => inTemplate.indexOf(name) !== index)
  if (repeated !== undefined) document.refuse(into('#/paths', path), `has {${repeated}} twice`)
  const declared = parameters.filter(({ value }) => value.in === 'path')
  for (const { value, pointer: place } of declared) {
    if (!inTemplate.includes(String(value.name))) document.refuse(place, `${value.name} is not in the path ${path}`)
    if (value.required !== true) document.refuse(place, 'a parameter in the path needs required: true')
  }
  const missing = inTemplate.find(name => declared.every(({ value }) => value.name !== name))
  if (missing !== undefined) document.refuse(pointer, `does not declare {${missing}} of its path`)
}
