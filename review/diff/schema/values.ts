import { listed, short } from '../text.ts'
import type { EffectiveSchema } from './effective-schema.ts'
import { note, type SchemaPair } from './pair.ts'

/** `enum` and `const`, which means an enum with one value. */
export function compareValues(pair: SchemaPair): void {
  const { base, head } = pair
  const at = { base: placeOf(base), head: placeOf(head) }
  const [from, to] = [textOf(base), textOf(head)]
  // The change of the type covers it.
  if (base.isTyped && head.isTyped && ![...base.types].some(type => head.types.has(type))) return
  if (!base.values || !head.values) {
    if (head.values) note(pair, 'enum-added', at, { to })
    else if (base.values) note(pair, 'enum-removed', at, { from })
    return
  }
  const removed = without(base.values, head.values)
  const added = without(head.values, base.values)
  const isConst = base.values.size === 1 && head.values.size === 1
  if (isConst && removed.length > 0) note(pair, 'const-changed', at, { from, to })
  else {
    if (removed.length > 0) note(pair, 'enum-value-removed', at, { what: listed(removed), from, to })
    if (added.length > 0) note(pair, 'enum-value-added', at, { what: listed(added), from, to })
  }
}

type Values = NonNullable<EffectiveSchema['values']>

const without = (one: Values, other: Values) =>
  [...one].filter(([text]) => !other.has(text)).map(([, value]) => `\`${short(value)}\``)

const placeOf = (schema: EffectiveSchema) => [...schema.occurrences('enum'), ...schema.occurrences('const')][0]?.pointer

const textOf = ({ values }: EffectiveSchema) => values && listed([...values.values()].map(value => short(value)))
