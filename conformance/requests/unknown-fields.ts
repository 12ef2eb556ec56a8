import { baseFields } from './base.ts'
import { declaredElsewhere } from './declared-elsewhere.ts'
import { type ProbeGenerator, probes } from './probe.ts'
import { encode, formOf, jsonMembersOf, jsonOf, pairsOf, writableIn } from './values/encoding.ts'
import { misspellings } from './values/misspellings.ts'
import { sampleOf } from './values/sample.ts'

const NAMES = ['unknown', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'id', '']

/** Unknown fields in a body. */
export const unknownFieldProbes: ProbeGenerator = (document, shape, at) => {
  const { body } = shape
  if (!body) return []
  const base = baseFields(document, shape, at)
  const { json, form } = writableIn(Object.keys(body.media))
  const others = [...shape.ids, ...shape.query, ...shape.headers].map(({ name }) => name)
  const isUnknown = (name: string) => !body.fields.some(field => field.name === name)
  const namesLike = (fields: typeof body.fields) =>
    [...new Set([...NAMES, ...others, ...fields.flatMap(({ name }) => misspellings(name))])].filter(isUnknown)
  const elsewhere = declaredElsewhere(document, body.fields, other => other.body?.fields ?? []).map(
    ({ name, schema }): [string, string] => [name, JSON.stringify(sampleOf(document, schema, at.now))],
  )
  return [
    ...(json === undefined ? [] : inJson(namesLike(body.fields), elsewhere, jsonMembersOf(base), json)),
    ...(form === undefined ? [] : inForm(namesLike(body.fields.slice(0, 1)), pairsOf(base), form)),
  ]
}

const many = (count: number) => Array.from({ length: count }, (_, index) => `unknown${index}`)

function inJson(names: string[], elsewhere: [string, string][], members: [string, string][], type: string) {
  const bodies: [name: string, bytes: string][] = [
    ...names.map((name): [string, string] => [JSON.stringify(name), jsonOf([...members, [name, '1']])]),
    ...elsewhere.map(([name, value]): [string, string] => [
      `${name}, declared elsewhere`,
      jsonOf([...members, [name, value]]),
    ]),
    ['before the others', jsonOf([['unknown', '1'], ...members])],
    ['with null', jsonOf([...members, ['unknown', 'null']])],
    ['with an empty string', jsonOf([...members, ['unknown', '""']])],
    ['with NUL', jsonOf([...members, ['unknown', '"\\u0000"']])],
    ['with an object', jsonOf([...members, ['__proto__', '{"isAdmin":true}']])],
    ['named with a lone surrogate', jsonOf([...members, ['\ud800', '1']])],
    ['20 of them', jsonOf([...members, ...many(20).map((name): [string, string] => [name, '1'])])],
    ['25 of them', jsonOf([...members, ...many(25).map((name): [string, string] => [name, '1'])])],
    ['1,000 of them', jsonOf([...members, ...many(1000).map((name): [string, string] => [name, '1'])])],
    ['without any other field', jsonOf([['unknown', '1']])],
    ['with a very long name', jsonOf([...members, ['x'.repeat(5000), '1']])],
  ]
  return probes(
    'body, unknown field',
    bodies.map(([name, bytes]) => [name, { body: { type, bytes } }]),
  )
}

function inForm(names: string[], pairs: [string, string][], type: string) {
  const good = formOf(pairs)
  const more = (text: string) => [good, text].filter(Boolean).join('&')
  const bodies: [name: string, bytes: string][] = [
    ...names.map((name): [string, string] => [JSON.stringify(name), more(`${encode(name)}=1`)]),
    ['with an empty value', more('unknown=')],
    ['without an equals sign', more('unknown')],
    ['twice', more('unknown=1&unknown=2')],
    ['25 of them', more(formOf(many(25).map(name => [name, '1'])))],
  ]
  return probes(
    'form, unknown field',
    bodies.map(([name, bytes]) => [name, { body: { type, bytes } }]),
  )
}
