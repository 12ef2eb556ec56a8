import { expect, test } from 'vitest'
import { plot } from '../../../bench/server/plot.ts'

test('bars are as long as their values, on one scale', () => {
  const bar = (server: string, median: number) => ({ server, median, lowest: median, highest: median })
  const svg = plot([
    { title: 'list', bars: [bar('one', 1), bar('two', 2)] },
    { title: 'detail', bars: [bar('one', 1), bar('two', 0.5)] },
  ])
  const widths = [...svg.matchAll(/<rect x="190" y="[\d.]+" width="([\d.]+)"/g)].map(([, width]) => Number(width))
  expect(widths.slice(-4)).toEqual([305, 610, 305, 152.5])
})
