import { listed, short } from '../text.ts'
import { note, type SchemaPair } from './pair.ts'
import type { View } from './view.ts'
import { typeOfKeyword } from './vocabulary.ts'

/** `type` and null, in whatever form they are written. */
export function compareTypes(pair: SchemaPair): void {
  const { base, head } = pair
  const at = { base: placeOf(base), head: placeOf(head) }
  // What alternatives say is compared with them.
  if ([base, head].some(({ isTyped, groups }) => !isTyped && groups.length > 0)) return
  if (!base.isTyped && !head.isTyped) return
  if (base.isTyped !== head.isTyped && isExpected(base, head)) {
    const isStated = head.isTyped
    note(pair, isStated ? 'type-stated' : 'type-unstated', at, texts(base, head))
    return
  }
  const gone = [...base.types].filter(type => !covers(head.types, type))
  const fresh = [...head.types].filter(type => !covers(base.types, type))
  if (gone.length > 0 && fresh.length > 0) note(pair, 'type-changed', at, texts(base, head))
  else if (gone.length > 0) note(pair, 'type-narrowed', at, texts(base, head))
  else if (fresh.length > 0) note(pair, 'type-widened', at, texts(base, head))
}

/** Whether null is right. */
export function compareNull(pair: SchemaPair): void {
  const { base, head } = pair
  const at = { base: placeOf(base), head: placeOf(head) }
  const isSaid = [base, head].every(({ isTyped, groups }) => isTyped || groups.length > 0)
  if (!isSaid || base.isNullable === head.isNullable) return
  note(pair, head.isNullable ? 'null-allowed' : 'null-refused', at)
}

const covers = (types: ReadonlySet<string>, type: string) =>
  types.has(type) || (type === 'integer' && types.has('number'))

/** Whether the version that says a type says the one that the other version's keywords speak of. */
function isExpected(base: View, head: View): boolean {
  const [saying, other] = head.isTyped ? [head, base] : [base, head]
  if (saying.values) return false
  const expected = new Set(
    other.members.flatMap(({ value }) => Object.keys(value).flatMap(keyword => typeOfKeyword(keyword) ?? [])),
  )
  return (
    expected.size > 0 && [...expected].every(type => covers(saying.types, type)) && saying.types.size === expected.size
  )
}

const placeOf = (view: View) => view.said('type')[0]?.pointer ?? view.said('enum')[0]?.pointer ?? view.pointer

const texts = (base: View, head: View) => ({ from: textOf(base), to: textOf(head) })

function textOf({ isTyped, types, values }: View): string {
  if (!isTyped) return 'anything'
  if (values && values.size < 6) return listed([...values.values()].map(short))
  return types.size === 0 ? 'nothing' : listed([...types])
}
