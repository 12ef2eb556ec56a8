import { expect, test } from 'vitest'
import { compareWithBare } from '../../../bench/server/gate.ts'
import { ours } from '../../../bench/server/programs.ts'

/** Spends 2 ms of CPU time on each request. */
const BURN = `
  import { Server } from 'node:http'
  const { emit } = Server.prototype
  Server.prototype.emit = function (event, ...rest) {
    const end = performance.now() + 2
    if (event === 'request') while (performance.now() < end);
    return emit.call(this, event, ...rest)
  }`

test('a server that needs much more CPU time than bare node:http is too slow', async () => {
  const preload = ['--import', `data:text/javascript,${encodeURIComponent(BURN)}`]
  const slow = { name: 'slow server', args: [...preload, ...ours.args] }
  const verdicts = await compareWithBare(slow, { rounds: 1, warmUp: 200 })
  expect(verdicts.map(({ title, isTooSlow }) => ({ title, isTooSlow }))).toEqual([
    { title: 'list of 25', isTooSlow: true },
    { title: 'detail', isTooSlow: true },
  ])
})
