/** The check of CI: exit code 1 when a request costs too much beside bare node:http. Takes about 20 seconds. */
import { compareWithBare } from './gate.ts'
import { ours } from './programs.ts'

for (const { title, cost, limit, isTooSlow } of await compareWithBare(ours, { rounds: 9, warmUp: 5_000 })) {
  const [median, lowest, highest] = [cost.median, cost.lowest, cost.highest].map(value => value.toFixed(2))
  console.log(`${title}: ${median} times the CPU time of bare node:http (${lowest} to ${highest}), at most ${limit}`)
  if (isTooSlow) process.exitCode = 1
}
