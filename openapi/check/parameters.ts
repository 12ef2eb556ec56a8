import type { OpenApiDocument } from '../document.ts'
import { memberOf } from '../members.ts'
import { resolvedMembers } from '../operations.ts'
import { parameterKey } from '../parameters.ts'
import { into } from '../pointer.ts'
import type { Refusal } from '../refusal.ts'
import { allowedTypes } from '../types.ts'
import type { Node } from '../walk.ts'

const STYLES: Readonly<Record<string, string>> = { path: 'simple', query: 'form', header: 'simple' }

/** Each location has its default style, lists are repeated query parameters, and path parameters are required. */
export function* checkParameter(document: OpenApiDocument, node: Node): Generator<Refusal> {
  const { value, pointer } = node
  const { in: place, name, required, style, explode } = value
  if (place === 'path' && required !== true)
    yield { pointer, reason: `the path parameter ${name} is not required`, instead: 'Add `required: true`.' }
  const expected = STYLES[String(place)]
  if (expected !== undefined && (style === 'simple' || style === 'form') && style !== expected)
    yield {
      pointer: into(pointer, 'style'),
      reason: `the style ${style} is not supported in a ${place} parameter`,
      instead: `Remove it: the default is ${expected}.`,
    }
  if (place === 'query' && explode === false)
    yield {
      pointer: into(pointer, 'explode'),
      reason: 'a list in one query parameter is not supported',
      instead: 'Remove it: a list is sent as repeated parameters.',
    }
  if (expected !== undefined) yield* checkTextTypes(document, node, `${place} parameter`, place === 'query')
}

/** A parameter or header is sent as text, so its value cannot have parts. */
export function* checkTextTypes(
  document: OpenApiDocument,
  node: Node,
  where: string,
  takesLists: boolean,
): Generator<Refusal> {
  const schema = memberOf(node, 'schema')
  const types = (schema && allowedTypes(document, schema)) ?? []
  const part = types.find(type => type === 'object' || (type === 'array' && !takesLists))
  if (schema && part !== undefined)
    yield {
      pointer: schema.pointer,
      reason: `a value of type ${part} is not supported in a ${where}`,
      instead: takesLists ? 'Use a parameter for each property.' : 'Use a string, number or boolean.',
    }
}

/** No two parameters in a list have the same name and location. */
export function* checkParameters(document: OpenApiDocument, owner: Node): Generator<Refusal> {
  const seen = new Set<string>()
  for (const [index, { value }] of resolvedMembers(document, owner, 'parameters')) {
    const key = parameterKey(value)
    if (seen.has(key))
      yield {
        pointer: into(owner.pointer, 'parameters', index),
        reason: `the ${value.in} parameter ${value.name} is listed twice`,
        instead: 'Remove one of them.',
      }
    seen.add(key)
  }
}
