import { keywordOf } from '../../../openapi/vocabulary.ts'
import { listed, short } from '../text.ts'
import type { EffectiveSchema } from './effective-schema.ts'
import { note, type SchemaPair } from './pair.ts'

/** The types of valid values, however they are written. */
export function compareTypes(pair: SchemaPair): void {
  const { base, head } = pair
  const at = { base: placeOf(base), head: placeOf(head) }
  // The types of alternatives are compared with the alternatives.
  if ([base, head].some(({ isTyped, groups }) => !isTyped && groups.length > 0)) return
  if (!base.isTyped && !head.isTyped) return
  if (base.isTyped !== head.isTyped && isImplied(base, head)) {
    note(pair, head.isTyped ? 'type-stated' : 'type-unstated', at, texts(base, head))
    return
  }
  const removed = [...base.types].filter(type => !covers(head.types, type))
  const added = [...head.types].filter(type => !covers(base.types, type))
  if (removed.length > 0 && added.length > 0) note(pair, 'type-changed', at, texts(base, head))
  else if (removed.length > 0) note(pair, 'type-narrowed', at, texts(base, head))
  else if (added.length > 0) note(pair, 'type-widened', at, texts(base, head))
}

/** Whether null is valid. */
export function compareNull(pair: SchemaPair): void {
  const { base, head } = pair
  const at = { base: placeOf(base), head: placeOf(head) }
  const isStated = [base, head].every(({ isTyped, groups }) => isTyped || groups.length > 0)
  if (!isStated || base.isNullable === head.isNullable) return
  note(pair, head.isNullable ? 'null-allowed' : 'null-refused', at)
}

const covers = (types: ReadonlySet<string>, type: string) =>
  types.has(type) || (type === 'integer' && types.has('number'))

/** Whether the type that one version states is the one that the keywords of the other version apply to. */
function isImplied(base: EffectiveSchema, head: EffectiveSchema): boolean {
  const [stating, other] = head.isTyped ? [head, base] : [base, head]
  if (stating.values) return false
  const implied = new Set(
    other.members.flatMap(({ value }) => Object.keys(value).flatMap(keyword => keywordOf(keyword)?.appliesTo ?? [])),
  )
  return (
    implied.size > 0 && [...implied].every(type => covers(stating.types, type)) && stating.types.size === implied.size
  )
}

const placeOf = (schema: EffectiveSchema) =>
  schema.occurrences('type')[0]?.pointer ?? schema.occurrences('enum')[0]?.pointer ?? schema.pointer

const texts = (base: EffectiveSchema, head: EffectiveSchema) => ({ from: textOf(base), to: textOf(head) })

function textOf({ isTyped, types, values }: EffectiveSchema): string {
  if (!isTyped) return 'anything'
  if (values && values.size < 6) return listed([...values.values()].map(value => short(value)))
  return types.size === 0 ? 'nothing' : listed([...types])
}
