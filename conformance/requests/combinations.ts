import { baseFields } from './base.ts'
import { type ProbeGenerator, probes } from './probe.ts'
import { jsonMembersOf, jsonOf, put, writableIn } from './values/encoding.ts'
import { wrongTypeFor } from './values/invalid-values.ts'

/** Bodies with several invalid fields, each of which must be named. */
export const combinationProbes: ProbeGenerator = (document, shape, at) => {
  const { body } = shape
  const { json: type } = writableIn(Object.keys(body?.media ?? {}))
  if (!body || type === undefined) return []
  const members = jsonMembersOf(baseFields(document, shape, at))
  const wrongs = body.fields.flatMap(({ name, schema }): [string, string][] => {
    const wrong = wrongTypeFor(document, schema)
    return wrong === undefined ? [] : [[name, wrong]]
  })
  const withWrong = (some: [string, string][]) => some.reduce((all, [name, text]) => put(all, name, text), members)
  const pairs = wrongs.flatMap((one, index) => wrongs.slice(index + 1).map(other => [one, other]))
  const required = body.fields.filter(field => field.required)
  const bodies: [name: string, bytes: string][] = [
    ...pairs.map((pair): [string, string] => [pair.map(([name]) => name).join(' and '), jsonOf(withWrong(pair))]),
    ['all fields invalid', jsonOf(withWrong(wrongs))],
    ['all fields invalid and an unknown one', jsonOf([...withWrong(wrongs), ['unknown', '1']])],
    ['without any required field', jsonOf(members.filter(([name]) => !required.some(field => field.name === name)))],
    ['only an unknown field', '{"unknown":1}'],
    ['all fields null', jsonOf(body.fields.map(({ name }) => [name, 'null']))],
    ['all fields empty', jsonOf(body.fields.map(({ name }) => [name, '""']))],
    ['fields in reverse order', jsonOf(members.toReversed())],
  ]
  return probes(
    'body, several',
    bodies.map(([name, bytes]) => [name, { body: { type, bytes } }]),
  )
}
