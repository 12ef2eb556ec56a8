import type { styleText } from 'node:util'
import { type Group, OUTSIDE } from './groups.ts'

export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string

type Headers = Record<string, string>

/** Maximum characters of a body. */
const MOST = 400

export function violationText({ first, cases }: Group, number: number, paint: Paint): string {
  const { operation, rule, message, place, request, response, curl } = first
  const head = [operation || OUTSIDE, rule, message].join(' · ')
  const count = cases.length > 1 ? ` (${cases.length} times)` : ''
  const rows = [
    ['contract', place],
    ['case', first.case],
    ['also', also(cases)],
    ['request', request && `${request.method} ${request.path}${below(request.headers, request.body)}`],
    ['response', response && `${response.status}${below(headersOf(response.headers, rule), response.body)}`],
    ['again', curl],
  ]
  const lines = rows.flatMap(([name, text]) =>
    text ? [`    ${paint('dim', String(name).padEnd(10))}${visible(text)}`] : [],
  )
  return [`${paint('red', `${number}.`)} ${visible(head)}${count}`, ...lines].join('\n')
}

/** Only Content-Type, unless the violation is about headers. */
const headersOf = (headers: Headers, rule: string): Headers =>
  /head|allow/.test(rule)
    ? headers
    : Object.fromEntries(Object.entries(headers).filter(([name]) => name === 'content-type'))

function also(cases: readonly string[]): string | undefined {
  const others = [...new Set(cases.slice(1))]
  if (others.length === 0) return undefined
  return `${others.slice(0, 3).join('; ')}${others.length > 3 ? `; and ${others.length - 3} more` : ''}`
}

const INDENT = '\n              '

function below(headers: Headers, body: string | undefined): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [...lines, ...(body ? [shortened(body)] : [])].map(line => INDENT + line.replaceAll('\n', INDENT)).join('')
}

export function shortened(text: string): string {
  const characters = [...text]
  const more = characters.length - MOST
  return more > 0 ? `${characters.slice(0, MOST).join('')} … (${more} more characters)` : text
}

/** Escapes control characters except line breaks, so that a response cannot control the terminal. */
export const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, character =>
    character === '\n' ? character : `\\u${character.codePointAt(0)?.toString(16).padStart(4, '0')}`,
  )
