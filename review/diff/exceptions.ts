import { existsSync } from 'node:fs'
import { DocumentError, isObject, type JsonObject } from '../../openapi/document.ts'
import { formats } from '../../openapi/formats.ts'
import { readYaml } from '../../openapi/yaml.ts'
import { sourceOf } from './base.ts'
import type { Change } from './change.ts'
import { rules } from './rules/rules.ts'

/** A finding that was looked at and accepted. */
export interface Exception {
  rule: string
  /** Of the change, in either version. */
  pointer?: string
  /** One that the change reaches; it must name all of them, in as many entries. */
  operation?: string
  reason: string
  /** The last day on which it holds: YYYY-MM-DD. */
  until: string
  /** `FILE:LINE`. */
  place: string
}

export interface Exceptions {
  list: Exception[]
  /** What is wrong with entries, a line each. */
  problems: string[]
}

/** Where accepted findings stand. */
export const EXCEPTIONS = 'review/exceptions.yaml'

/** Reads the file of accepted findings, which need not be there. */
export function loadExceptions(file: string): Exceptions {
  return existsSync(file) ? readExceptions(file, sourceOf(file).text) : { list: [], problems: [] }
}

const FIELDS = ['rule', 'pointer', 'operation', 'reason', 'until']

/** Throws a DocumentError for a text that is no list. */
export function readExceptions(file: string, text: string): Exceptions {
  const { root, place } = readYaml(file, text)
  const found: Exceptions = { list: [], problems: [] }
  if (root === null) return found
  if (!Array.isArray(root)) throw new DocumentError(`${file}:1:1 must be a list of accepted findings`)
  for (const [index, entry] of root.entries()) {
    const at = `${file}:${place(`#/${index}`).line}`
    const problem = isObject(entry)
      ? problemOf(entry)
      : 'must have the fields rule, pointer or operation, reason and until'
    if (problem) found.problems.push(`${at}: ${problem}`)
    else found.list.push({ ...fieldsOf(entry as JsonObject), place: at })
  }
  return found
}

/** The fields of an entry without a problem. */
const fieldsOf = ({ rule, pointer, operation, reason, until }: JsonObject): Omit<Exception, 'place'> => ({
  rule: String(rule),
  ...(pointer !== undefined && { pointer: String(pointer) }),
  ...(operation !== undefined && { operation: String(operation) }),
  reason: String(reason),
  until: String(until),
})

function problemOf(entry: JsonObject): string | undefined {
  const { rule, pointer, operation, reason, until } = entry
  const unknown = Object.keys(entry).find(key => !FIELDS.includes(key))
  if (unknown !== undefined) return `${unknown} is no field of an accepted finding (${FIELDS.join(', ')})`
  const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
  if (!isText(rule)) return 'needs a rule'
  if (!Object.hasOwn(rules, String(rule))) return `${rule} is not a rule`
  if (isText(pointer) === isText(operation)) return `${rule}: needs a pointer or an operation, one of the two`
  if (!isText(reason)) return `${rule}: needs a reason`
  if (!isText(until) || !formats.date(String(until)))
    return `${rule}: needs a day until which it holds, as in until: 2027-01-31`
  return undefined
}

/** The changes that entries accept, and what is wrong with those that accept none. @param today YYYY-MM-DD */
export function accept(
  changes: readonly Change[],
  { list, problems }: Exceptions,
  today: string,
): { accepted: Set<Change>; problems: string[] } {
  const used = new Set<Exception>()
  const accepted = new Set<Change>()
  const living = list.filter(({ until }) => until >= today)
  for (const change of changes) {
    const fitting = living.filter(entry => entry.rule === change.rule && fits(entry, change))
    const named = new Set(fitting.flatMap(({ operation }) => operation ?? []))
    const isNamed = fitting.some(({ pointer }) => pointer !== undefined)
    const isWhole = change.operations.length > 0 && change.operations.every(operation => named.has(operation))
    if (!isNamed && !isWhole) continue
    accepted.add(change)
    for (const entry of fitting) used.add(entry)
  }
  const more = list.flatMap(entry => {
    if (entry.until < today)
      return `${entry.place}: ${entry.rule} was accepted until ${entry.until}: remove it, or decide anew`
    return used.has(entry)
      ? []
      : `${entry.place}: ${entry.rule} accepts nothing: no such change, or not all operations it reaches are named`
  })
  return { accepted, problems: [...problems, ...more] }
}

const fits = ({ pointer, operation }: Exception, change: Change): boolean =>
  pointer === undefined
    ? change.operations.includes(String(operation))
    : change.base?.pointer === pointer || change.head?.pointer === pointer
