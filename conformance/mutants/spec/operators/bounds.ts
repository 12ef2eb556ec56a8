import { integerBounds } from '../../../../openapi/formats.ts'
import type { JsonObject } from '../../../../openapi/json.ts'
import { fromTo } from '../lie.ts'
import { isSent } from '../schema-sites.ts'
import { onSchemas } from './on-schemas.ts'

/** Lower bounds with the upper ones beside them. */
const PAIRS = [
  ['minimum', 'maximum'],
  ['exclusiveMinimum', 'exclusiveMaximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
] as const

/** Each bound is one tighter; in requests also one looser. */
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

/** Not below nothing, and not past the bound on the other side. */
function isPossible(schema: JsonObject, keyword: string, limit: number): boolean {
  if (limit < 0 && !/inimum|aximum/.test(keyword)) return false
  const [lower, upper] = PAIRS.find(pair => pair.some(name => name === keyword)) ?? []
  const [least, most] = isLower(keyword) ? [limit, schema[upper ?? '']] : [schema[lower ?? ''], limit]
  return !(Number(least) > Number(most))
}

/** Beyond what the format of integers admits a bound changes nothing. */
function isFelt({ format }: JsonObject, keyword: string, limit: number): boolean {
  const [least, most] = integerBounds[String(format)] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  return !((keyword === 'minimum' && limit < least) || (keyword === 'maximum' && limit > most))
}
