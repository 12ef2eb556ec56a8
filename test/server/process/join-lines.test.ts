import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { joinLines } from '../../../server/process/join-lines.ts'

test('the lines of one turn of the event loop are written together, those of the next one separately', async () => {
  const written: string[] = []
  const { write } = joinLines(text => written.push(text))
  write('a\n')
  write('b\n')
  expect(written).toEqual([])
  await setImmediate()
  write('c\n')
  await setImmediate()
  expect(written).toEqual(['a\nb\n', 'c\n'])
})

test('flush() writes at once, and nothing twice', async () => {
  const written: string[] = []
  const { write, flush } = joinLines(text => written.push(text))
  flush()
  write('a\n')
  flush()
  await setImmediate()
  expect(written).toEqual(['a\n'])
})
