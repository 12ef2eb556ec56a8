import type { OpenApiDocument } from '../document.ts'
import { isObject } from '../json.ts'
import { type Operation, operationsOf } from '../operations.ts'
import { parameterKey } from '../parameters.ts'
import { into } from '../pointer.ts'
import type { Refusal } from '../refusal.ts'

/** Paths and operationIds are unique, and the path parameters match the path template (OpenAPI 3.1, Paths Object). */
export function* checkPaths(document: OpenApiDocument): Generator<Refusal> {
  const { paths } = document.root
  yield* checkTemplates(Object.keys(isObject(paths) ? paths : {}).filter(path => path.startsWith('/')))
  const operations = operationsOf(document)
  for (const operation of operations) yield* checkPathParameters(operation)
  yield* checkIds([...operations, ...operationsOf(document, 'webhooks')])
}

function* checkTemplates(paths: string[]): Generator<Refusal> {
  const seen = new Map<string, string>()
  for (const path of paths) {
    const pointer = into('#/paths', path)
    const names = namesIn(path)
    const repeated = names.find((name, index) => names.indexOf(name) !== index)
    if (repeated !== undefined)
      yield { pointer, reason: `the path has {${repeated}} twice`, instead: 'Give one of them another name.' }
    const shape = path.replaceAll(/\{[^}]*\}/g, '{}')
    const twin = seen.get(shape)
    if (twin !== undefined)
      yield { pointer, reason: `this is the same path as ${twin}`, instead: 'Move the operations there.' }
    seen.set(shape, twin ?? path)
  }
}

const namesIn = (path: string): string[] => [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name ?? '')

function* checkPathParameters({ path, parameters, pointer }: Operation): Generator<Refusal> {
  const names = namesIn(path)
  for (const { value, pointer } of parameters)
    if (value.in === 'path' && !names.includes(String(value.name)))
      yield {
        pointer,
        reason: `the path parameter ${value.name} is not in the path ${path}`,
        instead: `Add {${value.name}} to the path, or remove the parameter.`,
      }
  const declared = parameters.map(({ value }) => parameterKey(value))
  for (const name of new Set(names))
    if (!declared.includes(parameterKey({ in: 'path', name })))
      yield {
        pointer,
        reason: `the path parameter {${name}} of ${path} is not declared`,
        instead: 'Add it to the parameters.',
      }
}

function* checkIds(operations: Operation[]): Generator<Refusal> {
  const seen = new Map<string, Operation>()
  for (const operation of operations) {
    const { id, pointer, value } = operation
    if (value.operationId === '')
      yield { pointer: into(pointer, 'operationId'), reason: 'the operationId is empty', instead: 'Give it a name.' }
    const twin = seen.get(id)
    if (twin)
      yield {
        pointer,
        reason: `the operationId ${id} is already used by ${twin.method.toUpperCase()} ${twin.path}`,
        instead: 'Give one of them another operationId.',
      }
    seen.set(id, twin ?? operation)
  }
}
