import { type Family, probes } from './probe.ts'
import { valueLeavesOf } from './values/leaves.ts'
import { boundsOf } from './values/numbers.ts'

/** Whose row the path names, and what names none. */
export const idProbes: Family = (document, { ids: [input] }) => {
  if (!input) return []
  const [leaf] = valueLeavesOf(document, input.schema)
  const isNumber = leaf?.kind === 'integer' || leaf?.kind === 'number'
  return probes('id', [
    ['missing', { id: 'missing' }],
    ['foreign', { id: 'foreign' }],
    ...[...(isNumber ? numbers(boundsOf(leaf)) : []), ...TEXTS].map(([name, raw]) => [name, { id: { raw } }] as const),
    ...(isNumber ? SPELLINGS : []).map(([name, like]) => [name, { id: { like } }] as const),
  ])
}

function numbers({ least, most, step }: ReturnType<typeof boundsOf>): [name: string, raw: string][] {
  return [
    ...(least === undefined ? [] : [['one below the least', String(least - step)] as [string, string]]),
    ...(most === undefined ? [] : [['one above the greatest', String(most + step)] as [string, string]]),
    ...(most === undefined ? [] : unheardOf(most - step)),
    ['negative', '-1'],
    ['minus zero', '-0'],
    ['with an exponent', '1e2'],
    ['hexadecimal', '0x10'],
    ['of 20 digits', '9'.repeat(20)],
    ['of 2,000 digits', '9'.repeat(2000)],
    ['in Arabic digits', '%D9%A3'],
  ]
}

/** What names an own id to whoever reads numbers generously; the last one to everybody. */
const SPELLINGS: [name: string, like: string][] = [
  ['with a plus sign', '+#'],
  ['with a plus sign, percent-encoded', '%2B#'],
  ['with a blank before', '%20#'],
  ['with a blank behind', '#%20'],
  ['with a zero before', '0#'],
  ['with a decimal point', '#.0'],
  ['with letters behind', '#abc'],
  ['with NUL behind', '#%00'],
  ['with a slash behind, percent-encoded', '#%2F'],
  ['with a parameter', '#;a=1'],
  ['with an exponent behind', '#e0'],
  ['as it is', '#'],
]

/** An id that no row has, unless by a strange chance, twice. */
const unheardOf = (id: number): [name: string, raw: string][] => [
  ['one below the greatest', String(id)],
  ['one below the greatest, percent-encoded', `%3${String(id).slice(0, 1)}${String(id).slice(1)}`],
]

const TEXTS: [name: string, raw: string][] = [
  ['letters', 'abc'],
  ['NUL', '%00'],
  ['bytes that are no UTF-8', '%ff'],
  ['broken percent-encoding', '%zz'],
  ['a percent sign alone', '%'],
  ['quotes for SQL', '1%27%20OR%20%271%27=%271'],
]
