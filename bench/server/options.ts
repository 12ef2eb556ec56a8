import { parseArgs } from 'node:util'

const CASES = ['list', 'filtered', 'detail', 'create', 'key', 'login', 'pdf']

export const USAGE = `Usage: npm run bench:server [-- OPTIONS]

Compares this server with bare node:http and with other frameworks doing the same work, and writes docs/performance.md.

  --quick             a short run with few rounds; writes nothing
  --only list,detail  only some of the cases ${CASES.join(', ')}; writes nothing
  --rounds N          number of rounds, 1 to 100; default: 15
  --help              show this help`

export interface Options {
  rounds: number
  /** Requests that each server gets before it is measured. */
  warmUp: number
  /** Seconds of each measurement of throughput and of latency. */
  seconds: number
  /** Names of cases; undefined for all. */
  only: string[] | undefined
  /** Whether the results go into the page. */
  writes: boolean
}

/** @returns undefined for `--help` */
export function readOptions(args: string[]): Options | undefined {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      rounds: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return undefined
  const { quick, only } = values
  const unknown = only?.split(',').find(name => !CASES.includes(name))
  if (unknown !== undefined) throw new Error(`--only: there is no case ${unknown}`)
  const rounds = Number(values.rounds ?? (quick ? 5 : 15))
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) throw new Error('--rounds must be from 1 to 100')
  return {
    rounds,
    warmUp: quick ? 5_000 : 25_000,
    seconds: quick ? 1 : 4,
    only: only?.split(','),
    writes: !quick && only === undefined,
  }
}
