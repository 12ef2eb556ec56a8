import type { At, Change, Verdict } from '../../diff/change.ts'
import type { Review } from '../review.ts'
import { bullets, some } from './lists.ts'
import { code, folded, prose } from './text.ts'

const HEADINGS = {
  breaking: 'Breaking changes',
  compatible: 'Compatible changes',
  docs: 'Documentation changes',
}

/** For changes that a person has to decide on. */
const MARKS = { breaking: '**May break:** ', compatible: '**Please check:** ', docs: '**Please check:** ' }

const NAMES = 8

/** The changes with one verdict, each with its place in both versions and what it means. Documentation changes are collapsed. */
export function changesSection({ diff, gate }: Review, verdict: Verdict, most: number): string {
  const own = diff.changes.filter(change => change.verdict === verdict)
  if (own.length === 0) return ''
  const list = bullets(
    some(
      own,
      most,
      change => `${gate.accepted.includes(change) ? '**Accepted:** ' : ''}${itemOf(change, diff)}`,
      'changes',
    ),
  )
  if (verdict === 'docs') return folded(`${HEADINGS.docs}: ${own.length}${toCheck(own)}`, list)
  return `### ${HEADINGS[verdict]}\n\n${list}`
}

function toCheck(changes: readonly Change[]): string {
  const { length } = changes.filter(({ severity }) => severity === 'warning')
  return length === 0 ? '' : `, ${length} to check`
}

function itemOf(
  { rule, severity, verdict, direction, operations, base, head, message, hint }: Change,
  diff: Review['diff'],
) {
  const mark = severity === 'warning' ? MARKS[verdict] : ''
  const facts = [
    code(rule),
    ...(direction === 'none' ? [] : [direction === 'both' ? 'request and response' : direction]),
    ...(operations.length > 0 ? [some(operations, NAMES, id => code(id, 100), 'operations').join(', ')] : []),
    placeOf(diff, base, head),
  ]
  return `${mark}${prose(message)} (${facts.filter(Boolean).join('; ')})${hint ? `<br>${prose(hint)}` : ''}`
}

/** The line in the head version, and in the base version what was there before. */
function placeOf({ base, head }: Review['diff'], before: At | undefined, after: At | undefined): string {
  if (after)
    return code(`${head.file}:${after.line}`) + (before ? `, line ${before.line} in the base version` : ', added')
  return before ? `${code(`${base.file}:${before.line}`)} in the base version, removed` : ''
}
