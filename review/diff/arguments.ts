import { parseArgs } from 'node:util'
import { readOptions } from '../../openapi/options.ts'
import { DiffRefused } from './refusal.ts'

export const USAGE = `Usage: npm run spec:diff -- --base REF_OR_FILE [--head FILE] [OPTION ...]

  --base REF_OR_FILE  the version to compare with: a file, or a git ref, of which the commit counts
                      where its branch and HEAD parted
  --head FILE         the version under review (openapi.yaml)
  --format F          text (default), md, json or github, on standard output
  --fail-on WHAT      breaking (default): fail when something breaks and the major version did not rise;
                      bump: fail whenever info.version did not rise as it must; none: never fail
  --help              show this

Accepted findings stand in review/exceptions.yaml. Exit code: 0 clean, 1 a version is missing, 2 could not
compare. Rules and verdicts: review/diff/README.md.`

const FORMATS = ['text', 'md', 'json', 'github'] as const
const FAILS = ['breaking', 'bump', 'none'] as const

export interface Arguments {
  help: boolean
  base: string
  head: string
  format: (typeof FORMATS)[number]
  failOn: (typeof FAILS)[number]
}

const options = {
  base: { type: 'string' },
  head: { type: 'string', default: 'openapi.yaml' },
  format: { type: 'string', default: 'text' },
  'fail-on': { type: 'string', default: 'breaking' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** Throws DiffRefused. */
export function readArguments(argv: string[]): Arguments {
  const { base, head, format, 'fail-on': failOn, help } = parse(argv)
  if (base === undefined && !help) throw new DiffRefused('--base is missing: a git ref or a file; see --help')
  return {
    help,
    base: base ?? '',
    head,
    format: oneOf('format', FORMATS, format),
    failOn: oneOf('fail-on', FAILS, failOn),
  }
}

const parse = (args: string[]) =>
  readOptions(
    () => parseArgs({ args, options, tokens: true }),
    message => new DiffRefused(message),
  )

function oneOf<T extends string>(option: string, names: readonly T[], text: string): T {
  const name = names.find(each => each === text)
  if (name === undefined) throw new DiffRefused(`--${option} ${text}: must be one of ${names.join(', ')}`)
  return name
}
