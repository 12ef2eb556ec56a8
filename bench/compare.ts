const WARM_UP = 3000
const ROUNDS = 300
const RUNS = 50

/**
 * Times variants in turn, each round beginning with another one, so that what slows the machine down slows all of them.
 * @returns microseconds for one run, by variant and round
 */
export async function compare<Name extends string>(
  variants: Record<Name, () => Promise<unknown>>,
): Promise<Record<Name, number[]>> {
  const entries = Object.entries<() => Promise<unknown>>(variants)
  const times = Object.fromEntries(entries.map(([name]) => [name, [] as number[]]))
  for (const [, run] of entries) for (let i = 0; i < WARM_UP; i++) await run()
  for (let round = 0; round < ROUNDS; round++)
    for (let turn = 0; turn < entries.length; turn++) {
      const [name, run] = entries[(round + turn) % entries.length]!
      const began = performance.now()
      for (let i = 0; i < RUNS; i++) await run()
      times[name]!.push(((performance.now() - began) / RUNS) * 1000)
    }
  return times as Record<Name, number[]>
}

/** The median of what one variant costs of another, round by round. */
export const ratio = (times: readonly number[], base: readonly number[]): number =>
  median(times.map((time, round) => time / base[round]!))

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
