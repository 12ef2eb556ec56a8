import { describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import { keywords } from '../../../openapi/vocabulary/schema.ts'
import { ajvValidator, generatedValidator } from '../support/validators.ts'
import { arrays } from './arrays.ts'
import type { Case } from './case.ts'
import { composition } from './composition.ts'
import { general } from './general.ts'
import { numbers } from './numbers.ts'
import { objects } from './objects.ts'
import { references } from './references.ts'
import { text } from './text.ts'

/** Values of keywords that validate nothing, in YAML. */
const ANNOTATED: Record<string, string> = {
  title: 'T',
  description: 'D',
  example: 'a',
  examples: '[a]',
  deprecated: 'true',
  readOnly: 'true',
  writeOnly: 'true',
  externalDocs: '{ url: "https://example.com" }',
}

const cases: Case[] = [
  ...[...general, ...text, ...numbers, ...objects, ...arrays, ...composition, ...references],
  ...Object.keys(ANNOTATED).map(keyword => ({
    keyword: `${keyword} as an annotation`,
    schema: `{ type: string, ${keyword}: ${ANNOTATED[keyword]} }`,
    accepts: ['a', ''],
    refuses: [1, null],
  })),
]

/** Which of the values a validate accepts, so that a failure shows the values. */
const accepted = (values: unknown[], validate: (value: unknown) => boolean) => values.filter(validate)

describe.each(cases)('$keyword', ({ schema, components = '{}', accepts, refuses }) => {
  const schemas = { ...parse(components), Value: parse(schema) }

  it.each(['response', 'request'] as const)(`validates as it should in a %s: ${schema}`, direction => {
    const validate = generatedValidator(schemas, direction)
    expect(accepted([...accepts, ...refuses], value => 'value' in validate(value))).toEqual(accepts)
  })
})

test.each(cases.filter(({ ajvFails }) => !ajvFails))('$keyword is validated alike by ajv', alike => {
  const validate = ajvValidator({ ...parse(alike.components ?? '{}'), Value: parse(alike.schema) })
  expect(accepted([...alike.accepts, ...alike.refuses], validate)).toEqual(alike.accepts)
})

test.each(cases.filter(({ ajvFails }) => ajvFails))('$keyword is validated wrongly by ajv: $ajvFails', wrong => {
  const validate = ajvValidator({ ...parse(wrong.components ?? '{}'), Value: parse(wrong.schema) })
  expect(accepted([...wrong.accepts, ...wrong.refuses], validate)).not.toEqual(wrong.accepts)
})

test('every keyword of the vocabulary has a case', () => {
  const covered = new Set(cases.flatMap(({ keyword }) => keyword.match(/[$A-Za-z]+/g) ?? []))
  expect(Object.keys(keywords).filter(keyword => !covered.has(keyword))).toEqual([])
})

test('every case accepts something and refuses something', () => {
  const vacuous = cases.filter(({ accepts, refuses }) => accepts.length === 0 || refuses.length === 0)
  expect(vacuous.map(({ keyword }) => keyword)).toEqual([])
})
