import { parseArgs } from 'node:util'
import type { Command, Option, Options, Values } from './command.ts'
import { CommandError } from './command-error.ts'

type Token = Exclude<NonNullable<ReturnType<typeof parseArgs>['tokens']>[number], { kind: 'option-terminator' }>

const HELP: Option = { type: 'boolean', help: 'Show this help.' }

/** Throws a CommandError for invalid arguments. @returns undefined when the user asks for help */
export function readOptions<const O extends Options>(command: Command<O>, args: string[]): Values<O> | undefined {
  const seeHelp = (problem: string) => new CommandError(`${problem}; see ${command.name} -- --help`)
  const named: Options = { ...command.options, help: HELP }
  const positionals: [string, Option][] = []
  for (const [name, option] of Object.entries(command.options)) {
    if (!isPositional(option)) continue
    positionals.push([name, option])
    delete named[name]
  }

  const given = new Map<string, string>()
  for (const token of tokensOf(args, named)) {
    const [name, option] = token.kind === 'option' ? [token.name, named[token.name]] : (positionals.shift() ?? [''])
    if (!option) throw seeHelp(unknown(token))
    const problem = given.has(name) ? 'is given twice' : problemOf(token, option)
    if (problem) throw seeHelp(`${labelOf(name, option)} ${problem}`)
    given.set(name, token.value ?? 'true')
  }
  if (given.has('help')) return undefined

  const values = Object.entries(command.options).map(([name, option]) => {
    const text = given.get(name)
    if (text === undefined && 'required' in option) throw seeHelp(`--${name} ${option.value} is required`)
    return [name, parseValue(name, option, text)]
  })
  return Object.fromEntries(values)
}

const isPositional = (option: Option): boolean => 'positional' in option

/** Not strict, because the error messages of parseArgs are written for programmers. */
function tokensOf(args: string[], named: Options): Token[] {
  const types = Object.entries(named).map(([name, { type }]) => {
    return [name, { type: type === 'boolean' ? type : 'string' }] as const
  })
  const options = { ...Object.fromEntries(types), help: { type: 'boolean', short: 'h' } } as const
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true })
  return tokens.filter(token => token.kind !== 'option-terminator')
}

const unknown = (token: Token): string =>
  token.kind === 'option' ? `Unknown option ${token.rawName}` : `Unexpected argument ${token.value}`

function problemOf(token: Token, option: Option): string | undefined {
  if (option.type === 'boolean') return token.value === undefined ? undefined : 'takes no value'
  if (token.value === undefined || isNextOption(token)) return `needs a value, ${option.value}`
  return token.value.trim() === '' ? 'is empty' : undefined
}

/** Whether the supposed value is actually the next option, as in `--base --head FILE`. */
const isNextOption = (token: Token): boolean =>
  token.kind === 'option' && !token.inlineValue && /^-./.test(token.value ?? '')

const labelOf = (name: string, option: Option): string =>
  option.type === 'string' && option.positional ? option.value : `--${name}`

function parseValue(name: string, option: Option, text: string | undefined): string | number | boolean | undefined {
  if (option.type === 'boolean') return text !== undefined
  if (text === undefined) return option.default
  if (option.type === 'number') return parseNumber(name, text, option.min, option.max)
  if (option.choices && !option.choices.includes(text)) {
    throw new CommandError(`--${name} ${text}: must be one of ${option.choices.join(', ')}`)
  }
  return text
}

function parseNumber(name: string, text: string, min: number, max: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= min && number <= max) return number
  throw new CommandError(`--${name} ${text}: must be a whole number from ${min} to ${max}`)
}
