import type { styleText } from 'node:util'
import type { Finding } from './finding.ts'

export const FORMATS = ['text', 'json', 'github'] as const
export type Format = (typeof FORMATS)[number]

export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

/** The standard output of the command. Without findings it is empty, except for JSON. */
export function format(name: Format, findings: Finding[], paint: Paint): string {
  if (name === 'json') return `${JSON.stringify(findings, null, 2)}\n`
  const write = name === 'github' ? annotation : (finding: Finding) => lines(finding, paint)
  return findings.map(finding => `${write(finding)}\n`).join('')
}

/** `file:line:column rule message`, with the hint on a second line. */
function lines({ file, line, column, rule, severity, message, hint }: Finding, paint: Paint): string {
  const place = paint('bold', `${file}:${line}:${column}`)
  return `${place} ${paint(severity === 'error' ? 'red' : 'yellow', rule)} ${message}\n  ${paint('dim', hint)}`
}

/** A workflow command of GitHub Actions, which shows the message at the line. */
function annotation({ file, line, column, rule, severity, message, hint }: Finding): string {
  const properties = Object.entries({ file, line, col: column, title: rule })
  const list = properties.map(([key, value]) => `${key}=${escaped(String(value)).replace(/[:,]/g, percentEncoded)}`)
  return `::${severity} ${list.join(',')}::${escaped(`${message}\n${hint}`)}`
}

const escaped = (text: string) => text.replace(/[%\r\n]/g, percentEncoded)
const percentEncoded = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
