import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Input, Shape } from '../contract/request-shape.ts'
import { baseQuery } from './base.ts'
import type { At } from './case.ts'
import { declaredElsewhere } from './declared-elsewhere.ts'
import { type Probe, type ProbeGenerator, probes } from './probe.ts'
import { encode, formOf } from './values/encoding.ts'
import { wrongTextFor } from './values/invalid-values.ts'
import { misspellings } from './values/misspellings.ts'
import { pairValues } from './values/pair-values.ts'
import { sampleOf } from './values/sample.ts'

/** Maximum length of a query value: the header section of a request holds a few kilobytes. */
const MAX_LENGTH = 4000

/** Each query parameter on both sides of every limit, parameters combined, and undeclared keys. */
export const queryProbes: ProbeGenerator = (document, shape, at) => {
  if (shape.query.length === 0)
    return probes(
      'query, ignored',
      IGNORED.map(query => [query, { query }]),
    )
  return [
    ...shape.query.flatMap(input => parameterProbes(document, shape, input, at)),
    ...together(document, shape, at),
    ...unknownProbes(document, shape, at),
  ]
}

const IGNORED = ['unknown=1', 'a=0&a=x', '%zz=%ff', '__proto__=%00']

function parameterProbes(document: OpenApiDocument, shape: Shape, input: Input, at: At): Probe[] {
  const others = baseQuery(document, { ...shape, query: shape.query.filter(other => other !== input) }, at)
  const good = encode(String(sampleOf(document, input.schema, at.now)))
  const key = encode(input.name)
  const escaped = `%${input.name.charCodeAt(0).toString(16)}${key.slice(1)}`
  const tried = pairValues(document, input.schema, good, MAX_LENGTH, at.now)
  const another = tried.find(
    ({ name, text }) => /^(one step above its min|the enum value|true|false)/.test(name) && text !== good,
  )
  const whole: [name: string, query: string][] = [
    ...tried.map(({ name, text }): [string, string] => [name, `${key}=${text}`]),
    ['without an equals sign', key],
    ['twice, equal', `${key}=${good}&${key}=${good}`],
    ['twice, different', `${key}=${good}&${key}=${another?.text ?? 'x'}`],
    ['twice, invalid and valid', `${key}=%00&${key}=${good}`],
    ['twice, empty and valid', `${key}=&${key}=${good}`],
    ['with its name percent-encoded', `${escaped}=${good}`],
    ['twice, once with its name percent-encoded', `${escaped}=${good}&${key}=${good}`],
    ['left out', ''],
    ['with surrounding empty pairs', `&&${key}=${good}&`],
  ]
  return probes(
    `query ${input.name}`,
    whole.map(([name, query]) => [name, { query: [others, query].filter(Boolean).join('&') }]),
  )
}

function together(document: OpenApiDocument, { query }: Shape, at: At): Probe[] {
  const good = query.map(({ name, schema }): [string, string] => [
    name,
    encode(String(sampleOf(document, schema, at.now))),
  ])
  const bad = query.flatMap(({ name, schema }): [string, string][] => [[name, wrongTextFor(document, schema) ?? '%00']])
  const mixed = (count: number) => formOf([...bad.slice(0, count), ...good.slice(count)])
  return probes('query', [
    ['all parameters', { query: formOf(good) }],
    ['all parameters in reverse order', { query: formOf(good.toReversed()) }],
    ['all parameters empty', { query: formOf(query.map(({ name }) => [name, ''])) }],
    ...(query.length > 1 ? [['two invalid parameters', { query: mixed(2) }] as const] : []),
    ['all parameters invalid', { query: mixed(query.length) }],
  ])
}

function unknownProbes(document: OpenApiDocument, shape: Shape, at: At): Probe[] {
  const base = baseQuery(document, shape, at)
  const [first] = shape.query
  const wrong = first && formOf([[first.name, wrongTextFor(document, first.schema) ?? '%00']])
  const elsewhere = declaredElsewhere(document, shape.query, ({ query }) => query)
  const keys = [
    'unknown',
    '__proto__',
    'constructor',
    'toString',
    'id',
    '',
    ...shape.query.flatMap(({ name }) => misspellings(name)),
  ]
  const many = Array.from({ length: 25 }, (_, index) => `unknown${index}=1`).join('&')
  const whole: [name: string, query: string][] = [
    ...keys.map((key): [string, string] => [JSON.stringify(key), `${encode(key)}=1`]),
    ...elsewhere.map(({ name, schema }): [string, string] => [
      `${name}, declared elsewhere`,
      `${encode(name)}=${encode(String(sampleOf(document, schema, at.now)))}`,
    ]),
    ['without an equals sign', 'unknown'],
    ['with an empty value', 'unknown='],
    ['with NUL', 'unknown=%00'],
    ['with invalid UTF-8', 'unknown=%ff'],
    ['a key of invalid UTF-8', '%ff=1'],
    ['a key with invalid percent-encoding', '%zz=1'],
    ['twice', 'unknown=1&unknown=2'],
    ['25 of them', many],
    ['and an invalid value', `unknown=1&${wrong}`],
  ]
  return probes(
    'query, unknown key',
    whole.map(([name, query]) => [name, { query: [base, query].filter(Boolean).join('&') }]),
  )
}
