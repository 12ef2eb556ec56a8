import { expect, test } from 'vitest'
import { bundle } from '../../bench/bundle.ts'
import { sizeLimits, weigh } from '../../bench/size-limits.ts'

const [all, core] = sizeLimits as [(typeof sizeLimits)[number], (typeof sizeLimits)[number]]

test.each(sizeLimits)('$name is within its limits', async limit => {
  expect(await weigh(limit)).toMatchObject({ isTooLarge: false })
})

test('one byte over a limit is reported, minified and gzipped', async () => {
  const { minified, gzipped } = await bundle(all.program)
  expect(await weigh({ ...all, minified, gzipped })).toMatchObject({ isTooLarge: false })
  expect(await weigh({ ...all, minified: minified - 1 })).toMatchObject({ isTooLarge: true })
  expect(await weigh({ ...all, minified, gzipped: gzipped - 1 })).toMatchObject({ isTooLarge: true })
})

test('pages and money are not in a bundle that does not use them', async () => {
  const markers = ['links.next', 'BIF CLP']
  const [whole, part] = await Promise.all([bundle(all.program), bundle(core.program)])
  expect(markers.filter(marker => !whole.text.includes(marker))).toEqual([])
  expect(markers.filter(marker => part.text.includes(marker))).toEqual([])
})

test('the bundle uses nothing of Node.js', async () => {
  const { text } = await bundle(all.program)
  expect(text).not.toMatch(/node:|\brequire\(|\bBuffer\b/)
})
