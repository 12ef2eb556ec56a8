import { listed, short } from '../text.ts'
import { note, type SchemaPair } from './pair.ts'
import type { View } from './view.ts'

/** `enum` and `const`, which is an enum of one. */
export function compareValues(pair: SchemaPair): void {
  const { base, head } = pair
  const at = { base: placeOf(base), head: placeOf(head) }
  const [from, to] = [textOf(base), textOf(head)]
  // Of another type: that is said already.
  if (base.isTyped && head.isTyped && ![...base.types].some(type => head.types.has(type))) return
  if (!base.values || !head.values) {
    if (head.values) note(pair, 'enum-added', at, { to })
    else if (base.values) note(pair, 'enum-removed', at, { from })
    return
  }
  const gone = without(base.values, head.values)
  const fresh = without(head.values, base.values)
  const isConst = base.values.size === 1 && head.values.size === 1
  if (isConst && gone.length > 0) note(pair, 'const-changed', at, { from, to })
  else {
    if (gone.length > 0) note(pair, 'enum-value-removed', at, { what: listed(gone), from, to })
    if (fresh.length > 0) note(pair, 'enum-value-added', at, { what: listed(fresh), from, to })
  }
}

type Values = NonNullable<View['values']>

const without = (one: Values, other: Values) =>
  [...one].filter(([text]) => !other.has(text)).map(([, value]) => short(value))

const placeOf = (view: View) => [...view.said('enum'), ...view.said('const')][0]?.pointer

const textOf = ({ values }: View) => values && listed([...values.values()].map(short))
