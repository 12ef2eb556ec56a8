import { readFileSync } from 'node:fs'
import { DocumentError } from './document-error.ts'
import { isObject, type Json, type JsonObject, type Located } from './json.ts'
import { follow, into } from './pointer.ts'
import { type Place, readYaml } from './yaml.ts'

export { DocumentError } from './document-error.ts'
export { isObject, type Json, type JsonObject, type Located } from './json.ts'
export { into } from './pointer.ts'
export type { Place } from './yaml.ts'

/** An OpenAPI document that knows where each of its values stands in its file. */
export interface OpenApiDocument {
  file: string
  root: JsonObject
  /** Where the value of a JSON pointer (`#/paths/~1me/get`, RFC 6901) stands; the nearest parent's place when it has none. */
  place(pointer: string): Place
  /** What a pointer names, or undefined. */
  at(pointer: string): Json | undefined
  /** Throws a DocumentError that names the place. */
  refuse(pointer: string, reason: string): never
}

/** Reads YAML or JSON. Throws a DocumentError with one clear line. */
export function loadDocument(file: string): OpenApiDocument {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new DocumentError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  return parseOpenApi(file, text)
}

/** @param file the name to show in messages */
export function parseOpenApi(file: string, text: string): OpenApiDocument {
  const { root, place } = readYaml(file, text)
  if (!isObject(root)) throw new DocumentError(`${file}:1:1 #: is not an OpenAPI document`)
  const document = documentOf(file, root, place)
  checkVersion(document)
  return document
}

/** A document that has been read already. @param place as OpenApiDocument has it */
export function documentOf(file: string, root: JsonObject, place: OpenApiDocument['place']): OpenApiDocument {
  return {
    file,
    root,
    place,
    at: pointer => follow(root, pointer),
    refuse(pointer, reason) {
      const { line, column } = place(pointer)
      throw new DocumentError(`${file}:${line}:${column} ${pointer}: ${reason}`)
    },
  }
}

const DIALECTS = ['https://spec.openapis.org/oas/3.1/dialect/base', 'https://json-schema.org/draft/2020-12/schema']

function checkVersion({ root, refuse }: OpenApiDocument): void {
  const { openapi, swagger, jsonSchemaDialect } = root
  if (openapi === undefined) {
    const said = swagger === undefined ? 'nothing' : `swagger ${swagger}`
    refuse(swagger === undefined ? '#' : '#/swagger', `only OpenAPI 3.1 is supported, this says ${said}`)
  }
  if (typeof openapi !== 'string' || !/^3\.1\.\d+/.test(openapi))
    refuse('#/openapi', `only OpenAPI 3.1 is supported, this says ${JSON.stringify(openapi)}`)
  if (jsonSchemaDialect !== undefined && !DIALECTS.includes(String(jsonSchemaDialect).replace(/#$/, '')))
    refuse('#/jsonSchemaDialect', 'only JSON Schema 2020-12 is supported')
}

/** The next link of a reference that leads to an end; throws as `resolve` does. */
export function nextOf(document: OpenApiDocument, start: Located): Located {
  const end = resolve(document, start)
  const pointer = String(start.value.$ref)
  const value = document.at(pointer)
  return isObject(value) ? { value, pointer } : end
}

/** The object at a pointer with references followed; undefined when there is none. Throws as `resolve` does. */
export function resolvedAt(document: OpenApiDocument, pointer: string): Located | undefined {
  const value = document.at(pointer)
  return isObject(value) ? resolve(document, { value, pointer }) : undefined
}

/**
 * Follows `$ref` until something else stands there. Throws for a reference that leaves the document, leads nowhere or runs in a circle.
 * A boolean schema is given as the object that means the same.
 */
export function resolve(document: OpenApiDocument, start: Located): Located {
  const seen = new Set<string>()
  let { value, pointer } = start
  while (value.$ref !== undefined) {
    const here = into(pointer, '$ref')
    const target = value.$ref
    if (typeof target !== 'string') return document.refuse(here, 'must be a string')
    if (!target.startsWith('#'))
      return document.refuse(here, `only references within the document are supported, not ${target}`)
    if (seen.has(target)) return document.refuse(here, `${target} refers to itself`)
    seen.add(target)
    const found = document.at(target)
    if (typeof found === 'boolean') return { value: found ? {} : { not: {} }, pointer: target }
    if (!isObject(found)) return document.refuse(here, `${target} is not in the document`)
    value = found
    pointer = target
  }
  return { value, pointer }
}
