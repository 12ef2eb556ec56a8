import { isObject, type Json, type JsonObject, type OpenApiDocument } from '../../../openapi/document.ts'
import { wrongTypeFor } from './invalid-values.ts'
import { sampleOf } from './sample.ts'
import { type TestValue, testValues } from './test-value.ts'

/** Larger arrays are not sent. */
const MAX_ITEMS = 1000

/** Generates test values for a nested schema. */
type Inner = (part: Json | undefined) => TestValue[]

/** Arrays at the item limits and one beyond, with a duplicate item, and with each test value as an item. */
export function arrayValues(document: OpenApiDocument, schema: JsonObject, now: number, inner: Inner): TestValue[] {
  const { items, minItems, maxItems } = schema
  const item = sampleOf(document, items, now)
  const some = (length: number) => JSON.stringify(sampleOf(document, { ...schema, minItems: length }, now))
  const wrong = wrongTypeFor(document, items)
  // The array is long enough to be valid except for the item.
  const good = sampleOf(document, { ...schema, minItems: Math.max(Number(minItems ?? 0), 1) }, now) as Json[]
  const rest = good.slice(1).map(other => JSON.stringify(other))
  const withItem = (json: string) => `[${[json, ...rest].join(',')}]`
  return testValues([
    ['with one item', some(1)],
    ...(typeof minItems === 'number' && minItems > 0
      ? ([
          ['with the minimum number of items', some(minItems)],
          ['with one item too few', some(minItems - 1)],
        ] as const)
      : []),
    ...(typeof maxItems === 'number' && maxItems <= MAX_ITEMS
      ? ([
          ['with the maximum number of items', some(maxItems)],
          ['with one item too many', some(maxItems + 1)],
        ] as const)
      : []),
    ['with a duplicate item', JSON.stringify([item, item])],
    ...(wrong ? [['with an item of the wrong type', withItem(wrong)] as const] : []),
    ...inner(items).map(({ name, text }) => [`with an item, ${name}`, withItem(text)] as const),
  ])
}

/** Objects without each property, with each of the wrong type, with each test value for it, and with an unknown property. */
export function objectValues(document: OpenApiDocument, schema: JsonObject, now: number, inner: Inner): TestValue[] {
  const properties = isObject(schema.properties) ? schema.properties : {}
  const full = sampleOf(document, schema, now, 'all') as JsonObject
  const but = (name: string, json: string | undefined) =>
    `{${[
      ...Object.entries(full).filter(([key]) => key !== name),
      ...(json === undefined ? [] : [[name, json] as const]),
    ]
      .map(([key, value]) => `${JSON.stringify(key)}:${key === name ? value : JSON.stringify(value)}`)
      .join(',')}}`
  return testValues([
    ['with all properties', JSON.stringify(full)],
    ['with only required properties', JSON.stringify(sampleOf(document, schema, now))],
    ['with an unknown property', but('unknown', '1')],
    ...Object.entries(properties).flatMap(([name, part]): [string, string][] => [
      [`without ${name}`, but(name, undefined)],
      [`with null for ${name}`, but(name, 'null')],
      ...wrongs(document, name, part, but),
      ...inner(part).map((value): [string, string] => [`with ${name}, ${value.name}`, but(name, value.text)]),
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
  return wrong === undefined ? [] : [[`with the wrong type for ${name}`, but(name, wrong)]]
}
