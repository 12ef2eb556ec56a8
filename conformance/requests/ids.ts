import { type ProbeGenerator, probes } from './probe.ts'
import { valueLeavesOf } from './values/leaves.ts'
import { boundsOf } from './values/numbers.ts'

/** Ids of another client, unknown ids, and values that are no id. */
export const idProbes: ProbeGenerator = (document, { ids: [input], isSecured }) => {
  if (!input) return []
  const [leaf] = valueLeavesOf(document, input.schema)
  const isNumber = leaf?.kind === 'integer' || leaf?.kind === 'number'
  return probes('id', [
    ['missing', { id: 'missing' }],
    ...(isSecured ? [['foreign', { id: 'foreign' }] as const] : []),
    ...[...(isNumber ? numbers(boundsOf(leaf)) : []), ...TEXTS].map(([name, raw]) => [name, { id: { raw } }] as const),
    ...(isNumber ? SPELLINGS : []).map(([name, like]) => [name, { id: { like } }] as const),
  ])
}

function numbers({ least, most, step }: ReturnType<typeof boundsOf>): [name: string, raw: string][] {
  return [
    ...(least === undefined ? [] : [['one below the minimum', String(least - step)] as [string, string]]),
    ...(most === undefined ? [] : [['one above the maximum', String(most + step)] as [string, string]]),
    ...(most === undefined ? [] : unusedId(most - step)),
    ['negative', '-1'],
    ['minus zero', '-0'],
    ['with an exponent', '1e2'],
    ['hexadecimal', '0x10'],
    ['of 20 digits', '9'.repeat(20)],
    ['of 2,000 digits', '9'.repeat(2000)],
    ['in Arabic digits', '%D9%A3'],
  ]
}

/** Spellings of an own id that a lenient parser would accept; the last one is correct. */
const SPELLINGS: [name: string, like: string][] = [
  ['with a plus sign', '+#'],
  ['with a plus sign, percent-encoded', '%2B#'],
  ['with a leading space', '%20#'],
  ['with a trailing space', '#%20'],
  ['with a leading zero', '0#'],
  ['with a decimal point', '#.0'],
  ['with trailing letters', '#abc'],
  ['with a trailing NUL', '#%00'],
  ['with a trailing slash, percent-encoded', '#%2F'],
  ['with a parameter', '#;a=1'],
  ['with an exponent, e0', '#e0'],
  ['as it is', '#'],
]

/** An id that almost certainly does not exist, in two spellings. */
const unusedId = (id: number): [name: string, raw: string][] => [
  ['one below the maximum', String(id)],
  ['one below the maximum, percent-encoded', `%3${String(id).slice(0, 1)}${String(id).slice(1)}`],
]

const TEXTS: [name: string, raw: string][] = [
  ['letters', 'abc'],
  ['NUL', '%00'],
  ['invalid UTF-8', '%ff'],
  ['invalid percent-encoding', '%zz'],
  ['only a percent sign', '%'],
  ['SQL quotes', '1%27%20OR%20%271%27=%271'],
]
