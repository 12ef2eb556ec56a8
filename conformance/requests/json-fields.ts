import type { Json, OpenApiDocument } from '../../openapi/document.ts'
import type { Input } from '../contract/request-shape.ts'
import { jsonMembersOf, jsonOf, put } from './values/encoding.ts'
import { wrongTypeFor } from './values/invalid-values.ts'
import { jsonValues } from './values/json-values.ts'
import { type TestValue, testValues } from './values/test-value.ts'

/** A field of a body with its surroundings. */
export interface Field {
  document: OpenApiDocument
  input: Input
  /** A valid value. */
  good: Json
  /** The fields of a valid body. */
  base: Readonly<Record<string, Json>>
  /** Unix milliseconds. */
  now: number
}

/** JSON bodies that differ from a valid one in one field. */
export function jsonFieldValues({ document, input, good, base, now }: Field): TestValue[] {
  const { name, schema } = input
  const members = jsonMembersOf(base)
  const tried = jsonValues(document, schema, good, now)
  const wrong = wrongTypeFor(document, schema)
  const goodText = JSON.stringify(good)
  return [
    ...tried.map(value => ({ ...value, text: jsonOf(put(members, name, value.text)) })),
    ...testValues([
      ['left out', jsonOf(members.filter(([key]) => key !== name))],
      ['with a valid value', jsonOf(put(members, name, goodText))],
      ['twice, equal', jsonOf([...put(members, name, goodText), [name, goodText]])],
    ]),
    ...(wrong === undefined
      ? []
      : testValues([
          ['twice, invalid and valid', jsonOf([...put(members, name, wrong), [name, goodText]])],
          ['twice, valid and invalid', jsonOf([...put(members, name, goodText), [name, wrong]])],
        ])),
  ]
}
