import type { Review } from '../review.ts'
import { bullets, some } from './lists.ts'
import { prose } from './text.ts'

/** The checklist. Items that are done stay on it to show that they were checked. */
export function stepsSection({ steps }: Review, most: number): string {
  const open = steps.filter(({ isDone }) => !isDone)
  const sorted = [...open, ...steps.filter(({ isDone }) => isDone)]
  const list = some(sorted, Math.max(most, 10), ({ isDone, text }) => `[${isDone ? 'x' : ' '}] ${prose(text)}`, 'steps')
  const note = open.length === 0 ? 'Nothing left to do that can be found in the files.\n\n' : ''
  return `### Before merging\n\n${note}${bullets(list)}`
}
