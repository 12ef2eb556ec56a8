import { acceptsEverything, includesPattern } from './patterns.ts'
import type { Atom } from './step.ts'

/** Whether some string may satisfy all keywords. Patterns and formats are compared by their text, so the result may be true without one. */
export function stringExists(atoms: readonly Atom[]): boolean {
  const limits = { least: 0, most: Infinity }
  const numbers = (keyword: string, isMet: boolean) =>
    atoms.filter(atom => atom.keyword === keyword && atom.isMet === isMet).map(({ limit }) => limit as number)
  limits.least = Math.max(0, ...numbers('minLength', true), ...numbers('maxLength', false).map(limit => limit + 1))
  limits.most = Math.min(...numbers('maxLength', true), ...numbers('minLength', false).map(limit => limit - 1))
  for (const { keyword, isMet, limit } of atoms) {
    const [least, most] = (keyword === 'format' && isMet && LENGTHS[String(limit)]) || [0, Infinity]
    limits.least = Math.max(limits.least, least)
    limits.most = Math.min(limits.most, most)
  }
  if (limits.least > limits.most) return false
  const met = atoms.filter(({ isMet }) => isMet)
  return atoms.every(atom => {
    if (atom.isMet || (atom.keyword !== 'pattern' && atom.keyword !== 'format')) return true
    if (isMetByAll(atom)) return false
    return !met.some(other => other.keyword === atom.keyword && implies(other, atom))
  })
}

/** The least and the greatest length of the strings of a format. */
const LENGTHS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  date: [10, 10],
  time: [9, Infinity],
  'date-time': [20, Infinity],
  email: [3, Infinity],
  uri: [2, Infinity],
  uuid: [36, 36],
  hostname: [1, 253],
  ipv4: [7, 15],
  ipv6: [2, 45],
}

const isMetByAll = ({ keyword, limit }: Atom): boolean =>
  keyword === 'pattern' ? acceptsEverything(String(limit)) : ['password', 'binary'].includes(String(limit))

function implies(one: Atom, other: Atom): boolean {
  if (one.limit === other.limit) return true
  if (one.keyword === 'format') return one.limit === 'uri' && other.limit === 'uri-reference'
  return includesPattern(String(other.limit), String(one.limit))
}
