import type { OpenApiDocument } from '../document.ts'
import { isObject } from '../json.ts'
import { into } from '../pointer.ts'
import { findResolved } from '../references.ts'
import type { Refusal } from '../refusal.ts'
import type { Node } from '../walk.ts'

const STYLES: Readonly<Record<string, string>> = { path: 'simple', query: 'form', header: 'simple' }

/** The style of each place, lists as repeated parameters, and no parameter of a path that may be missing. */
export function* checkParameter({ value, pointer }: Node): Generator<Refusal> {
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
}

/** No two parameters of a list have the same name and place. */
export function* checkParameters(document: OpenApiDocument, { value, pointer }: Node): Generator<Refusal> {
  const seen = new Set<string>()
  for (const [index, item] of (Array.isArray(value.parameters) ? value.parameters : []).entries()) {
    const at = into(pointer, 'parameters', index)
    const parameter = isObject(item) ? findResolved(document, { value: item, pointer: at })?.value : undefined
    if (!parameter) continue
    const key = parameterKey(parameter)
    if (seen.has(key))
      yield {
        pointer: at,
        reason: `the ${parameter.in} parameter ${parameter.name} is listed twice`,
        instead: 'Remove one of them.',
      }
    seen.add(key)
  }
}

/** Place and name; names of headers are the same in any case (RFC 9110, 5.1). */
export const parameterKey = ({ in: place, name }: Node['value']): string =>
  `${place} ${place === 'header' ? String(name).toLowerCase() : name}`
