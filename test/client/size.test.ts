import { expect, test } from 'vitest'
import { bundle } from '../../bench/bundle.ts'
import { sizeLimits, weigh } from '../../bench/size-limits.ts'

const [all, core] = sizeLimits as [(typeof sizeLimits)[number], (typeof sizeLimits)[number]]

test.each(sizeLimits)('$name is within its limits', async limit => {
  expect(await weigh(limit)).toMatchObject({ isTooLarge: false })
})

test('a byte too many would be noticed, minified and gzipped', async () => {
  const { minified, gzipped } = await bundle(all.program)
  expect(await weigh({ ...all, minified, gzipped })).toMatchObject({ isTooLarge: false })
  expect(await weigh({ ...all, minified: minified - 1 })).toMatchObject({ isTooLarge: true })
  expect(await weigh({ ...all, minified, gzipped: gzipped - 1 })).toMatchObject({ isTooLarge: true })
})

test('pages and money are left out where nobody asks for them', async () => {
  const marks = ['links.next', 'BIF CLP']
  const [whole, part] = await Promise.all([bundle(all.program), bundle(core.program)])
  expect(marks.filter(mark => !whole.text.includes(mark))).toEqual([])
  expect(marks.filter(mark => part.text.includes(mark))).toEqual([])
})

test('nothing of Node.js is in it', async () => {
  const { text } = await bundle(all.program)
  expect(text).not.toMatch(/node:|\brequire\(|\bBuffer\b/)
})
