import { expect, test } from 'vitest'
import { createFairQueue } from '../../../server/auth/fair-queue.ts'

/** A queue that runs one task at a time, and the order in which tasks started. */
function observed(limit: number) {
  const { enter, admit } = createFairQueue(1, limit)
  const started: string[] = []
  const ends: (() => void)[] = []
  const add = (source: string) =>
    enter(source, () => {
      started.push(source)
      return new Promise<void>(resolve => ends.push(resolve))
    }).catch(({ status }) => status)
  const runAll = async () => {
    while (ends.length > 0) {
      ends.shift()?.()
      await new Promise(resolve => setImmediate(resolve))
    }
  }
  return { add, admit, started, runAll }
}

test('sources take turns, each in order', async () => {
  const { add, started, runAll } = observed(10)
  for (const source of ['a', 'a', 'a', 'a', 'b', 'c', 'b']) void add(source)
  await runAll()
  expect(started.join('')).toBe('aabcaba')
})

test('in a full queue, a task replaces the last one of the source with the most tasks', async () => {
  const { add, admit, started, runAll } = observed(4)
  const flood = Array.from({ length: 5 }, () => add('a'))
  expect(() => admit('a')).toThrow('Service unavailable.')
  expect(await add('a')).toBe(503)
  expect(() => admit('b')).not.toThrow()
  const honest = [add('b'), add('b')]
  expect(await add('b')).toBe(503)
  await runAll()
  expect(await Promise.all([...flood, ...honest])).toEqual([
    undefined,
    undefined,
    undefined,
    503,
    503,
    undefined,
    undefined,
  ])
  expect(started.join('')).toBe('aabab')
})

test('a full queue refuses a task if every source has one', async () => {
  const { add, runAll } = observed(2)
  const tasks = ['running', 'a', 'b'].map(add)
  expect(await add('c')).toBe(503)
  await runAll()
  expect(await Promise.all(tasks)).toEqual([undefined, undefined, undefined])
  expect(await Promise.all([add('c'), runAll()])).toEqual([undefined, undefined])
})
