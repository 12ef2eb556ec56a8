import type { At, Change, Verdict } from '../../diff/change.ts'
import type { Review } from '../review.ts'
import { bullets, some } from './lists.ts'
import { code, count, folded, prose } from './text.ts'

const HEADINGS = {
  breaking: 'Breaking changes',
  compatible: 'Compatible changes',
  docs: 'Docs only',
}

/** For what no rule can decide alone. */
const MARKS = { breaking: '**May break:** ', compatible: '**Look at this:** ', docs: '**Look at this:** ' }

const NAMES = 8

/** Each change of one verdict with its place in both versions and what it means. What only documents is folded. */
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
  if (verdict === 'docs') return folded(`${HEADINGS.docs}: ${count(own.length, 'change')}${toLookAt(own)}`, list)
  return `### ${HEADINGS[verdict]}\n\n${list}`
}

function toLookAt(changes: readonly Change[]): string {
  const { length } = changes.filter(({ severity }) => severity === 'warning')
  return length === 0 ? '' : `, ${length} to look at`
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

/** The line of the new version is where the reviewer looks; that of the old one tells what was. */
function placeOf({ base, head }: Review['diff'], before: At | undefined, after: At | undefined): string {
  if (after) return code(`${head.file}:${after.line}`) + (before ? `, was line ${before.line}` : ', new')
  return before ? `${code(`${base.file}:${before.line}`)} of the old version, gone` : ''
}
