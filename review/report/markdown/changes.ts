import type { At, Change, Verdict } from '../../diff/change.ts'
import type { Hunk } from '../effects/hunks.ts'
import type { Review } from '../review.ts'
import { hunkLines } from './hunks.ts'
import { bullets, some } from './lists.ts'
import { code, fenced, folded, prose } from './text.ts'

const HEADINGS = {
  breaking: 'Breaking changes',
  compatible: 'Compatible changes',
  docs: 'Documentation changes',
}

/** For changes that a person has to decide on. */
const MARKS = { breaking: '**May break:** ', compatible: '**Please check:** ', docs: '**Please check:** ' }

const NAMES = 8

/** The changes with one verdict, each with its place, what it means, and its lines. Documentation changes are collapsed if there are others. */
export function changesSection(review: Review, verdict: Verdict, most: number): string {
  const { diff, gate } = review
  const own = diff.changes.filter(change => change.verdict === verdict)
  if (own.length === 0) return ''
  const textOf = (change: Change) =>
    `${gate.accepted.includes(change) ? '**Accepted:** ' : ''}${itemOf(change, diff)}${linesOf(change, review)}`
  const list = bullets(some(own, most, textOf, 'changes')).trimEnd()
  if (verdict === 'docs') return folded(`${HEADINGS.docs}: ${own.length}${toCheck(own)}`, list, diff.verdict === 'docs')
  return `### ${HEADINGS[verdict]}\n\n${list}`
}

/** The lines of the contract and of the generated types, unless an earlier change has them too. */
function linesOf(change: Change, { diff, excerpts }: Review): string {
  if ('refused' in excerpts) return ''
  const index = diff.changes.indexOf(change)
  const earlier = new Set(excerpts.found.slice(0, index).flatMap(({ contract, types }) => [...contract, ...types]))
  const { contract, types } = excerpts.found[index] ?? { contract: [], types: [] }
  const shown = (hunks: readonly Hunk[], file: string) =>
    hunks.filter(hunk => !earlier.has(hunk)).flatMap(hunk => hunkLines(hunk, file))
  const lines = [...shown(contract, diff.head.file), ...shown(types, 'types.gen.ts')]
  return lines.length === 0 ? '' : `\n\n${indented(fenced('diff', lines))}\n`
}

/** Inside an item of a list. */
const indented = (block: string): string => block.replaceAll(/^(?=.)/gm, '  ')

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
