import { parseArgs } from 'node:util'

/** A command that cannot be carried out as it was given; the message is one line for whoever typed it. */
export class BadUsage extends Error {
  override name = 'BadUsage'
}

export const FORMATS = ['text', 'json', 'github'] as const
export type Format = (typeof FORMATS)[number]

export const USAGE = `Usage: npm run spec:lint [-- FILE] [-- OPTION ...]

Holds a contract, openapi.yaml or FILE, against OpenAPI 3.1 and the rules of the house.

  --format F   text (default), json or github (annotations of a workflow), on standard output
  --help       show this

Exit code: 0 nothing found, 1 something found, 2 could not judge. The rules: review/lint/rules.`

export interface Arguments {
  help: boolean
  file: string
  format: Format
}

const options = { format: { type: 'string', default: 'text' }, help: { type: 'boolean', short: 'h' } } as const

/** Throws BadUsage. */
export function readArguments(argv: string[]): Arguments {
  const { values, positionals } = parse(argv)
  const [file = 'openapi.yaml', ...others] = positionals
  if (others.length > 0) throw new BadUsage(`One file at a time, not ${positionals.join(' ')}; see --help`)
  if (file === '') throw new BadUsage('FILE is empty; see --help')
  const format = FORMATS.find(name => name === values.format)
  if (!format) throw new BadUsage(`--format ${values.format}: must be one of ${FORMATS.join(', ')}`)
  return { help: values.help ?? false, file, format }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new BadUsage(`${(error as Error).message.split(/\.\s|\n/)[0]}; see --help`)
  }
}
