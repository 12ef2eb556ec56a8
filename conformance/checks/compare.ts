import { isObject, type Json } from '../../openapi/document.ts'
import type { ReceivedResponse } from '../exchange/exchange.ts'
import type { Expected, Fields } from '../validation/request.ts'

/** Compares a response with what the contract requires for the request; undefined if they agree. */
export function compare(expected: Expected, response: ReceivedResponse): { rule: string; message: string } | undefined {
  const { status } = response
  if (expected.accepted) {
    if (status >= 400)
      return {
        rule: 'acceptance',
        message: `refused with ${status} ${messageOf(response)}, but the contract accepts it`,
      }
    return notEchoed(expected.values, response.json)
  }
  if (!expected.statuses.includes(status)) {
    return { rule: 'refusal', message: `${status} instead of ${expected.statuses.join(' or ')}: ${expected.why}` }
  }
  return expected.fields && wrongFields(expected.fields, response.json)
}

function messageOf({ json }: ReceivedResponse): string {
  const message = isObject(json as Json) ? (json as { message?: unknown }).message : undefined
  return typeof message === 'string' ? `(${message})` : ''
}

/** This many unknown fields are named, the rest is counted (the contract's ValidationError). */
const NAMED = 20

/** Checks the property of a 422 that names fields: an object of arrays. */
function wrongFields({ declared, unknown }: Fields, json: unknown): { rule: string; message: string } | undefined {
  const members = isObject(json as Json) ? Object.values(json as Record<string, unknown>) : []
  const errors = members.find(
    member => isObject(member as Json) && Object.values(member as object).every(Array.isArray),
  )
  if (!errors) return { rule: 'fields', message: 'no field is named' }
  const named = Object.keys(errors as object)
  const missing = [...declared].filter(name => !named.includes(name))
  const surplus = named.filter(name => !declared.has(name) && !unknown.has(name))
  const ofUnknown = named.filter(name => unknown.has(name)).length
  if (missing.length === 0 && surplus.length === 0 && ofUnknown >= Math.min(NAMED, unknown.size)) return undefined
  const should = [...declared, ...unknown].slice(0, 5).join(', ')
  return { rule: 'fields', message: `names ${named.slice(0, 5).join(', ') || 'nothing'} instead of ${should}` }
}

/** A string returned under the name it was sent with must be the string that was sent. */
function notEchoed(
  values: Readonly<Record<string, unknown>>,
  json: unknown,
): { rule: string; message: string } | undefined {
  for (const [name, sent] of Object.entries(values)) {
    if (typeof sent !== 'string') continue
    for (const found of membersOf(json, name)) {
      if (typeof found !== 'string' || isSame(sent, found)) continue
      return { rule: 'echo', message: `${name} was sent as ${shown(sent)}, but returned as ${shown(found)}` }
    }
  }
  return undefined
}

/** The properties with this name in a response object and in the objects directly inside it. */
function membersOf(json: unknown, name: string): unknown[] {
  if (!isObject(json as Json)) return []
  const objects = [json, ...Object.values(json as object)].filter(value => isObject(value as Json))
  return objects.flatMap(object =>
    Object.hasOwn(object as object, name) ? [(object as Record<string, unknown>)[name]] : [],
  )
}

/** Emails are compared without regard to ASCII case; a date equals the start of its day (UTC). */
function isSame(sent: string, found: string): boolean {
  if (sent === found || (sent.includes('@') && sent.toLowerCase() === found.toLowerCase())) return true
  return /^\d{4}-\d{2}-\d{2}/.test(sent) && Math.floor(Date.parse(sent) / 1000) === Date.parse(found) / 1000
}

const shown = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text)
