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
  ])
}

function numbers({ least, most, step }: ReturnType<typeof boundsOf>): [name: string, raw: string][] {
  const good = String(most ?? least ?? step)
  return [
    ...(least === undefined ? [] : [['one below the least', String(least - step)] as [string, string]]),
    ...(most === undefined ? [] : [['one above the greatest', String(most + step)] as [string, string]]),
    ...(most === undefined ? [] : unheardOf(most - step)),
    // What follows names the greatest id to whoever reads numbers generously, and nothing to others.
    ['with a plus sign', `+${good}`],
    ['with a plus sign, percent-encoded', `%2B${good}`],
    ['with a blank before', `%20${good}`],
    ['with a blank behind', `${good}%20`],
    ['with a zero before', `0${good}`],
    ['with a decimal point', `${good}.0`],
    ['with NUL behind', `${good}%00`],
    ['with a slash behind, percent-encoded', `${good}%2F`],
    ['with a parameter', `${good};a=1`],
    ['negative', '-1'],
    ['minus zero', '-0'],
    ['with an exponent', '1e2'],
    ['hexadecimal', '0x10'],
    ['of 20 digits', '9'.repeat(20)],
    ['of 2,000 digits', '9'.repeat(2000)],
    ['in Arabic digits', '%D9%A3'],
  ]
}

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
