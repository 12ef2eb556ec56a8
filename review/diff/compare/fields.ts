import { into, type JsonObject, type Located } from '../../../openapi/document.ts'
import type { Comparison } from '../comparison.ts'
import { compareField, type Maybe, type Pair } from '../comparison.ts'
import { compareExtension } from '../extensions.ts'
import type { Node } from '../graph.ts'
import { endOf } from '../read.ts'
import type { RuleId } from '../rules/rules.ts'

/** Who compares a field: a rule that is told of any difference, or code of its own, by its value or part by part. */
type Fields = Readonly<Record<string, RuleId | 'by value' | 'by parts'>>

/** Compares what needs no thought of two objects of one kind: documentation, extensions, and what no rule knows. */
export function compareFields(node: Node, pair: Maybe, fields: Fields): void {
  const objects = [pair.base, pair.head].filter(object => object !== undefined)
  for (const key of new Set(objects.flatMap(({ value }) => Object.keys(value)))) {
    const by = fields[key]
    if (by === 'by parts') continue
    node.whole.push(...objects.map(({ value }) => value[key] ?? null))
    if (by !== 'by value') compareField(node, pair, key, (from, to) => by ?? ruleOf(key, from, to))
  }
  node.read.push(...objects.map(({ value }) => value))
}

const ruleOf = (
  key: string,
  ...values: [Parameters<typeof compareExtension>[1], Parameters<typeof compareExtension>[2]]
) => (key.startsWith('x-') ? compareExtension(key, ...values) : 'unclassified')

export const TEXTS = { summary: 'summary-changed', description: 'description-changed' } as const satisfies Fields

export const EXAMPLES = { example: 'example-changed', examples: 'example-changed' } as const satisfies Fields

/** What both references lead to; what is said beside them is compared here. */
export function endsOf({ base, head }: Comparison, node: Node, pair: Pair): Pair {
  const isReference = ({ value }: Located) => value.$ref !== undefined
  const references = {
    base: isReference(pair.base) ? pair.base : undefined,
    head: isReference(pair.head) ? pair.head : undefined,
  }
  // Beside one reference only, the text is told with what the other version has in its place.
  if (references.base && references.head) compareFields(node, references, { ...TEXTS, $ref: 'by value' })
  else node.read.push(...[references.base, references.head].flatMap(each => (each ? [each.value] : [])))
  return { base: endOf(base, pair.base), head: endOf(head, pair.head) }
}

/** `deprecated`, on whatever it stands. */
export function compareDeprecated(node: Node, pair: Pair): void {
  const added = pair.head.value['x-sunset'] === undefined ? 'deprecated-without-sunset' : 'deprecated'
  compareField(node, pair, 'deprecated', (_, to) => (to === true ? added : 'deprecation-withdrawn'), false)
}

/** Extensions among the names of a map that may have some. */
export function compareExtensions(node: Node, { base, head }: Pair, key: string): void {
  const extensionsOf = ({ value, pointer }: Located): Located => {
    const all = Object.entries(Object(value[key]) as JsonObject)
    return { value: Object.fromEntries(all.filter(([name]) => name.startsWith('x-'))), pointer: into(pointer, key) }
  }
  compareFields(node, { base: extensionsOf(base), head: extensionsOf(head) }, {})
  node.read.push(...[base, head].map(({ value }) => Object(value[key]) as JsonObject))
}
