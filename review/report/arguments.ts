import { parseArgs } from 'node:util'
import { readOptions } from '../../openapi/options.ts'

/** A command that cannot be carried out as it was given; the message is one line for whoever typed it. */
export class BadUsage extends Error {
  override name = 'BadUsage'
}

export const USAGE = `Usage: npm run spec:review -- --base REF_OR_FILE --out DIR [--head FILE]

Everything that a reviewer of a changed contract wants to know, worked out offline.

  --base REF_OR_FILE  the version to compare with: where this branch left a git ref, or a file
  --head FILE         the new version; openapi.yaml unless given
  --out DIR           where report.md, report.json and docs.html are written
  --help              show this

Exit code: 0 the gate passes, 1 it does not, 2 could not be worked out.`

export type Arguments = { help: true } | { help: false; base: string; head: string; out: string }

const options = {
  base: { type: 'string' },
  head: { type: 'string', default: 'openapi.yaml' },
  out: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Throws BadUsage. */
export function readArguments(argv: string[]): Arguments {
  const { help, base, head, out } = parse(argv)
  if (help) return { help }
  if (base === undefined) throw new BadUsage('--base is needed, a git ref or a file; see --help')
  if (out === undefined) throw new BadUsage('--out is needed, a folder; see --help')
  return { help: false, base, head, out }
}

const parse = (args: string[]) =>
  readOptions(
    () => parseArgs({ args, options, tokens: true }),
    message => new BadUsage(message),
  )
