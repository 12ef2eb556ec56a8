import { parseArgs } from 'node:util'

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

function parse(args: string[]) {
  const { values, tokens } = attempt(() => parseArgs({ args, options, tokens: true }))
  const seen = new Set<string>()
  for (const token of tokens) {
    if (token.kind !== 'option') continue
    if (seen.has(token.name)) throw new BadUsage(`--${token.name} is given twice`)
    if (token.value?.trim() === '') throw new BadUsage(`--${token.name} is empty`)
    seen.add(token.name)
  }
  return values
}

function attempt<T>(parsing: () => T): T {
  try {
    return parsing()
  } catch (error) {
    throw new BadUsage(`${(error as Error).message.split(/\.\s|\n/)[0]}; see --help`)
  }
}
