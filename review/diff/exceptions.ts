import { existsSync } from 'node:fs'
import { DocumentError, isObject, type JsonObject } from '../../openapi/document.ts'
import { formats } from '../../openapi/formats.ts'
import { readYaml } from '../../openapi/yaml.ts'
import { sourceOf } from './base.ts'
import type { Change } from './change.ts'
import { rules } from './rules/rules.ts'

/** A change that was reviewed and accepted. */
export interface Exception {
  rule: string
  /** The place of the change in the head version, or in the base version if only that has it. */
  pointer?: string
  /** An operation that the change affects. Every affected operation needs an entry of its own. */
  operation?: string
  reason: string
  /** The last day on which it applies: YYYY-MM-DD. */
  until: string
  /** `FILE:LINE`. */
  place: string
}

export interface Exceptions {
  list: Exception[]
  /** What is wrong with entries, one line each. */
  problems: string[]
}

/** The file with the accepted changes. */
export const EXCEPTIONS = 'review/exceptions.yaml'

/** The file may be missing. */
export function loadExceptions(file: string): Exceptions {
  return existsSync(file) ? readExceptions(file, sourceOf(file).text) : { list: [], problems: [] }
}

const FIELDS = ['rule', 'pointer', 'operation', 'reason', 'until']

/** Throws a DocumentError if the text is not a list. */
export function readExceptions(file: string, text: string): Exceptions {
  const { root, place } = readYaml(file, text)
  const found: Exceptions = { list: [], problems: [] }
  if (root === null) return found
  if (!Array.isArray(root)) throw new DocumentError(`${file}:1:1 must be a list of accepted changes`)
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
  if (unknown !== undefined) return `${unknown} is not a field of an accepted change (${FIELDS.join(', ')})`
  const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
  if (!isText(rule)) return 'needs a rule'
  if (!Object.hasOwn(rules, String(rule))) return `${rule} is not a rule`
  if (isText(pointer) === isText(operation)) return `${rule}: needs either a pointer or an operation`
  if (!isText(reason)) return `${rule}: needs a reason`
  if (!isText(until) || !formats.date(String(until)))
    return `${rule}: needs the last day on which it applies, for example until: 2027-01-31`
  return undefined
}

/**
 * The changes that entries accept, and the problems of entries that have expired. An entry that accepts nothing is no problem: its
 * change may already be in the base version.
 * @param today YYYY-MM-DD
 */
export function accept(
  changes: readonly Change[],
  { list, problems }: Exceptions,
  today: string,
): { accepted: Set<Change>; problems: string[] } {
  const accepted = new Set<Change>()
  const current = list.filter(({ until }) => until >= today)
  for (const change of changes) {
    const matching = current.filter(entry => entry.rule === change.rule && matches(entry, change))
    const named = new Set(matching.flatMap(({ operation }) => operation ?? []))
    const hasPointer = matching.some(({ pointer }) => pointer !== undefined)
    const hasAllOperations = change.operations.length > 0 && change.operations.every(operation => named.has(operation))
    if (!hasPointer && !hasAllOperations) continue
    accepted.add(change)
  }
  const expired = list
    .filter(({ until }) => until < today)
    .map(
      ({ place, rule, until }) =>
        `${place}: ${rule} was accepted until ${until}. Remove the entry, or review the change again and extend it`,
    )
  return { accepted, problems: [...problems, ...expired] }
}

const matches = ({ pointer, operation }: Exception, change: Change): boolean =>
  pointer === undefined
    ? change.operations.includes(String(operation))
    : // The base version may have something else at this place.
      (change.head ?? change.base)?.pointer === pointer
