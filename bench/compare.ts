export interface Compared {
  name: string
  /** The median of the rounds, for one run. */
  microseconds: number
  /** The median of what it is, round by round, to the first one. */
  ratio: number
}

const WARM_UP = 3000
const ROUNDS = 200
const RUNS = 50

/** Times the variants in turn, each round beginning with another one, so that what slows the machine down slows all of them. */
export async function compare(variants: Record<string, () => Promise<unknown>>): Promise<Compared[]> {
  const entries = Object.entries(variants)
  const times = entries.map((): number[] => [])
  for (const [, run] of entries) for (let i = 0; i < WARM_UP; i++) await run()
  for (let round = 0; round < ROUNDS; round++)
    for (let turn = 0; turn < entries.length; turn++) {
      const index = (round + turn) % entries.length
      const run = entries[index]![1]
      const began = performance.now()
      for (let i = 0; i < RUNS; i++) await run()
      times[index]!.push(((performance.now() - began) / RUNS) * 1000)
    }
  return entries.map(([name], index) => ({
    name,
    microseconds: median(times[index]!),
    ratio: median(times[index]!.map((time, round) => time / times[0]![round]!)),
  }))
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
