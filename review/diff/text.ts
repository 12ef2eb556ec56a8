import { isObject, type Json } from '../../openapi/document.ts'

/** The same text for equal values, whatever the order of keys. */
export function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  if (!isObject(value)) return JSON.stringify(value) ?? ''
  const keys = Object.keys(value).sort()
  return `{${keys.map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join()}}`
}

/** `a`, `a or b`, `a, b or c`. */
export function listed(items: readonly string[], last = 'or'): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`
}

const LONGEST = 80

/** A value on one line, for messages. Undefined for a value that one version does not have. */
export function short(value: Json): string
export function short(value: Json | undefined): string | undefined
export function short(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > LONGEST ? `${line.slice(0, LONGEST - 1)}…` : line
}
