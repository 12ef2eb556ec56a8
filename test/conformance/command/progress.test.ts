import { expect, test } from 'vitest'
import { planLine } from '../../../conformance/command/plan.ts'
import { createProgress } from '../../../conformance/command/progress.ts'

/** The output of ten updates, one per second. */
function written(isTTY: boolean): string[] {
  const texts: string[] = []
  let now = 0
  const progress = createProgress({ isTTY, write: text => texts.push(text) }, () => now)
  for (let i = 1; i <= 10; i++) {
    now += 1000
    progress.at(`step ${i}`)
  }
  progress.say('said')
  progress.end()
  return texts
}

test('a terminal has one temporary line', () => {
  const clear = '\r\u001b[K'
  const steps = Array.from({ length: 10 }, (_, i) => `${clear}step ${i + 1}`)
  expect(written(true)).toEqual([...steps, clear, 'said\n'])
})

test('a log has a line every five seconds', () => {
  expect(written(false)).toEqual(['step 5\n', 'step 10\n', 'said\n'])
})

test('a terminal is not updated too often', () => {
  const texts: string[] = []
  const progress = createProgress({ isTTY: true, write: text => texts.push(text) }, () => 0)
  for (const line of ['one', 'two', 'three']) progress.at(line)
  expect(texts).toHaveLength(1)
})

test.each([
  [
    1400,
    60,
    "About 1400 more requests are planned; at the target's limit of 60 per minute this takes about 24 minutes",
  ],
  [
    1400,
    1_000_000,
    "About 1400 more requests are planned; at the target's limit of 1000000 per minute this takes up to a minute",
  ],
  [1400, undefined, 'About 1400 more requests are planned; the target reports no rate limit'],
])('the plan for %i requests at %s a minute', (requests, limit, line) => {
  expect(planLine(requests, limit)).toBe(line)
})
