import { describe, expect, it, test } from 'vitest'
import { parse } from 'yaml'
import { keywords } from '../../../openapi/vocabulary/schema.ts'
import { ajvJudge, generatedJudge } from '../support/judges.ts'
import { arrays } from './arrays.ts'
import type { Case } from './case.ts'
import { composition } from './composition.ts'
import { general } from './general.ts'
import { numbers } from './numbers.ts'
import { objects } from './objects.ts'
import { references } from './references.ts'
import { text } from './text.ts'

/** Values of keywords that judge nothing, in YAML. */
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

/** Which of the values a judge accepts, so that a failure shows the values. */
const accepted = (values: unknown[], judge: (value: unknown) => boolean) => values.filter(judge)

describe.each(cases)('$keyword', ({ schema, components = '{}', accepts, refuses }) => {
  const schemas = { ...parse(components), Value: parse(schema) }

  it.each(['answer', 'input'] as const)(`is judged rightly in %s: ${schema}`, side => {
    const judge = generatedJudge(schemas, side)
    expect(accepted([...accepts, ...refuses], value => 'value' in judge(value))).toEqual(accepts)
  })
})

test.each(cases.filter(({ ajvFails }) => !ajvFails))('$keyword is judged alike by ajv', alike => {
  const judge = ajvJudge({ ...parse(alike.components ?? '{}'), Value: parse(alike.schema) })
  expect(accepted([...alike.accepts, ...alike.refuses], judge)).toEqual(alike.accepts)
})

test.each(cases.filter(({ ajvFails }) => ajvFails))('$keyword is judged wrongly by ajv: $ajvFails', wrong => {
  const judge = ajvJudge({ ...parse(wrong.components ?? '{}'), Value: parse(wrong.schema) })
  expect(accepted([...wrong.accepts, ...wrong.refuses], judge)).not.toEqual(wrong.accepts)
})

test('every keyword of the vocabulary has a case', () => {
  const judged = new Set(cases.flatMap(({ keyword }) => keyword.match(/[$A-Za-z]+/g) ?? []))
  expect(Object.keys(keywords).filter(keyword => !judged.has(keyword))).toEqual([])
})

test('every case accepts something and refuses something', () => {
  const vacuous = cases.filter(({ accepts, refuses }) => accepts.length === 0 || refuses.length === 0)
  expect(vacuous.map(({ keyword }) => keyword)).toEqual([])
})
