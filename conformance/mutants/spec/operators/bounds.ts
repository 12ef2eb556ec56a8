import { integerBounds } from '../../../../openapi/formats.ts'
import type { JsonObject } from '../../../../openapi/json.ts'
import { fromTo } from '../mutation.ts'
import { isSent } from '../schema-sites.ts'
import { onSchemas } from './on-schemas.ts'

/** Lower bounds, each with its upper counterpart. */
const PAIRS = [
  ['minimum', 'maximum'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const

/** Makes each bound tighter by one; in requests also looser by one. */
export const bounds = onSchemas('bounds', site => {
  const { value: schema } = site
  return PAIRS.flat().flatMap(keyword => {
    const limit = schema[keyword]
    if (typeof limit !== 'number') return []
    const tighter = limit + (isLower(keyword) ? 1 : -1)
    const looser = limit + (isLower(keyword) ? -1 : 1)
    const limits = [tighter, ...(isSent(site) ? [looser] : [])]
    return limits
      .filter(to => isPossible(schema, keyword, to) && isFelt(schema, keyword, to))
      .map(to => ({ value: { ...schema, [keyword]: to }, change: fromTo(keyword, limit, to), at: [keyword] }))
  })
})

const isLower = (keyword: string) => PAIRS.some(([lower]) => lower === keyword)

/** A bound must not be negative where it counts, or cross the opposite bound. */
function isPossible(schema: JsonObject, keyword: string, limit: number): boolean {
  if (limit < 0 && !/inimum|aximum/.test(keyword)) return false
  const [lower, upper] = PAIRS.find(pair => pair.some(name => name === keyword)) ?? []
  const [least, most] = isLower(keyword) ? [limit, schema[upper ?? '']] : [schema[lower ?? ''], limit]
  return !(Number(least) > Number(most))
}

/** A bound beyond the range of an integer format has no effect. */
function isFelt({ format }: JsonObject, keyword: string, limit: number): boolean {
  const [least, most] = integerBounds[String(format)] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return !((keyword === 'minimum' && limit < least) || (keyword === 'maximum' && limit > most))
}
