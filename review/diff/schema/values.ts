import type { Json } from '../../../openapi/document.ts'
import type { RuleId } from '../rules/rules.ts'
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
    else if (base.values) note(pair, base.isExtensible ? 'extensible-enum-removed' : 'enum-removed', at, { from })
    return
  }
  const removed = without(base.values, head.values)
  const added = without(head.values, base.values)
  const isConst = base.values.size === 1 && head.values.size === 1 && !base.isExtensible && !head.isExtensible
  if (isConst && removed.length > 0) note(pair, 'const-changed', at, { from, to })
  else {
    const isAnnounced = (value: Json) => base.isExtensible && typeof value === 'string'
    const noteValues = (rule: RuleId, values: Json[]) => {
      if (values.length > 0) note(pair, rule, at, { what: listed(values.map(quoted)), from, to })
    }
    noteValues('enum-value-removed', removed)
    noteValues(
      'enum-value-added',
      added.filter(value => !isAnnounced(value)),
    )
    noteValues('extensible-enum-value-added', added.filter(isAnnounced))
  }
  if (base.isExtensible !== head.isExtensible)
    note(pair, head.isExtensible ? 'extensible-added' : 'extensible-removed', at)
}

type Values = NonNullable<EffectiveSchema['values']>

const without = (one: Values, other: Values) => [...one].filter(([text]) => !other.has(text)).map(([, value]) => value)

const quoted = (value: Json) => `\`${short(value)}\``

const placeOf = (schema: EffectiveSchema) => [...schema.occurrences('enum'), ...schema.occurrences('const')][0]?.pointer

const textOf = ({ values }: EffectiveSchema) => values && listed([...values.values()].map(value => short(value)))
