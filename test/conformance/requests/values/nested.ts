import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../../../../openapi/document.ts'
import { sampleOf } from './sample.ts'
import { type Trial, trials } from './trial.ts'
import { wrongTypeFor } from './wrong.ts'

/** More items than this are not sent. */
const MOST = 1000

/** A list with as many items as it may have and one more or fewer, with a wrong one, and with one twice. */
export function arrayTrials(document: OpenApiDocument, schema: JsonObject, now: number): Trial[] {
  const { items, minItems, maxItems } = schema
  const item = sampleOf(document, items, now)
  const some = (length: number) => JSON.stringify(sampleOf(document, { ...schema, minItems: length }, now))
  const wrong = wrongTypeFor(document, items)
  return trials([
    ['with one item', some(1)],
    ...(typeof minItems === 'number' && minItems > 0
      ? ([
          ['with its fewest items', some(minItems)],
          ['with one item too few', some(minItems - 1)],
        ] as const)
      : []),
    ...(typeof maxItems === 'number' && maxItems <= MOST
      ? ([
          ['with its most items', some(maxItems)],
          ['with one item too many', some(maxItems + 1)],
        ] as const)
      : []),
    ['with an item twice', JSON.stringify([item, item])],
    ...(wrong ? [['with an item of a wrong type', `[${wrong}]`] as const] : []),
  ])
}

/** An object without each property, with each of a wrong type, and with one more. */
export function objectTrials(document: OpenApiDocument, schema: JsonObject, now: number): Trial[] {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const full = sampleOf(document, schema, now, 'all') as JsonObject
  const but = (name: string, json: string | undefined) =>
    `{${[
      ...Object.entries(full).filter(([key]) => key !== name),
      ...(json === undefined ? [] : [[name, json] as const]),
    ]
      .map(([key, value]) => `${JSON.stringify(key)}:${key === name ? value : JSON.stringify(value)}`)
      .join(',')}}`
  return trials([
    ['with all properties', JSON.stringify(full)],
    ['with what is required', JSON.stringify(sampleOf(document, schema, now))],
    ['with an unknown property', but('unknown', '1')],
    ...Object.entries(properties).flatMap(([name, part]): [string, string][] => [
      [`without ${name}`, but(name, undefined)],
      [`with null for ${name}`, but(name, 'null')],
      ...wrongs(document, name, part, but),
    ]),
  ])
}

function wrongs(
  document: OpenApiDocument,
  name: string,
  part: Json,
  but: (name: string, json: string) => string,
): [name: string, text: string][] {
  const wrong = wrongTypeFor(document, part)
  return wrong === undefined ? [] : [[`with a wrong type for ${name}`, but(name, wrong)]]
}
