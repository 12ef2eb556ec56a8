import type { Command, Option } from './command.ts'

const WIDTH = 100

/** The text that `--help` shows. */
export function usageOf({ name, summary, options, exitCodes, examples, more }: Command): string {
  const entries = Object.entries(options)
  const required = entries.filter(([, option]) => 'required' in option).map(([key, option]) => termOf(key, option))
  const operands = entries
    .filter(([, option]) => 'positional' in option)
    .map(([key, option]) => `[${termOf(key, option)}]`)
  const terms: [string, string][] = entries.map(([key, option]) => [termOf(key, option), helpOf(option)])
  return [
    `Usage: ${[name, '--', ...required, ...operands, '[OPTION ...]'].join(' ')}`,
    wrap(summary, WIDTH).join('\n'),
    `Options:\n${table([...terms, ['--help, -h', 'Show this help.']])}`,
    `Exit codes:\n${table(exitCodes.flatMap((meaning, code) => (meaning ? [[String(code), meaning]] : [])))}`,
    `Examples:\n${examples.map(example => `  ${example}`).join('\n')}`,
    ...(more ? [`More: ${more}`] : []),
  ].join('\n\n')
}

function termOf(name: string, option: Option): string {
  if (option.type === 'boolean') return `--${name}`
  return 'positional' in option ? option.value : `--${name} ${option.value}`
}

function helpOf(option: Option): string {
  const choices = option.type === 'string' && option.choices ? [`One of ${option.choices.join(', ')}.`] : []
  const fallback = 'default' in option && option.default !== undefined ? [`Default: ${option.default}.`] : []
  const required = 'required' in option ? ['Required.'] : []
  return [option.help, ...choices, ...fallback, ...required].join(' ')
}

function table(rows: [string, string][]): string {
  const indent = Math.max(...rows.map(([term]) => term.length)) + 4
  return rows
    .map(([term, text]) => `  ${term}`.padEnd(indent) + wrap(text, WIDTH - indent).join(`\n${' '.repeat(indent)}`))
    .join('\n')
}

/** Splits a text into lines of at most this width. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const line = lines.at(-1)
    if (line !== undefined && line.length + 1 + word.length <= width) lines.splice(-1, 1, `${line} ${word}`)
    else lines.push(word)
  }
  return lines
}
