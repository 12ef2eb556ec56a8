import type { Review } from '../review.ts'
import { bullets, some } from './lists.ts'
import { prose } from './text.ts'

/** The checklist; what is done stays on it, so that one sees that it was looked at. */
export function stepsSection({ steps }: Review, most: number): string {
  const open = steps.filter(({ isDone }) => !isDone)
  const sorted = [...open, ...steps.filter(({ isDone }) => isDone)]
  const list = some(sorted, Math.max(most, 10), ({ isDone, text }) => `[${isDone ? 'x' : ' '}] ${prose(text)}`, 'steps')
  const said = open.length === 0 ? 'Nothing that could be worked out from the files.\n\n' : ''
  return `### What remains before merge\n\n${said}${bullets(list)}`
}
