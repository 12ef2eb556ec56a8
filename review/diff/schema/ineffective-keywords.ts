import { keywordOf } from '../../../openapi/vocabulary.ts'
import { canonical, short } from '../text.ts'
import type { EffectiveSchema } from './effective-schema.ts'
import { note, type SchemaPair } from './pair.ts'

/** Keywords for a type of value that is not valid in either version, because another member of allOf excludes it. */
export function compareIneffectiveKeywords(pair: SchemaPair): void {
  const { base, head } = pair
  const keywords = [base, head].flatMap(({ members }) => members.flatMap(({ value }) => Object.keys(value)))
  for (const keyword of new Set(keywords)) {
    const type = keywordOf(keyword)?.appliesTo
    if (type === undefined || [base, head].some(schema => allowsType(schema, type))) continue
    const [from, to] = [base, head].map(schema => schema.members.map(({ value }) => value[keyword] ?? null))
    if (canonical(from) === canonical(to)) continue
    note(pair, 'keyword-without-effect', {}, { what: keyword, from: short(from), to: short(to) })
  }
}

const allowsType = ({ types }: EffectiveSchema, type: string) =>
  types.has(type) || (type === 'number' && types.has('integer'))
