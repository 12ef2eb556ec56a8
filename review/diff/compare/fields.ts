import { into, type Json, type JsonObject, type Located } from '../../../openapi/document.ts'
import { resolve } from '../../../openapi/references.ts'
import { type Comparison, compareField, type OptionalPair, type Pair } from '../comparison.ts'
import { compareExtension } from '../extensions.ts'
import type { Node } from '../graph.ts'
import type { RuleId } from '../rules/rules.ts'

/** How each field is compared: by a rule that notes any difference, or by its own code, by value or part by part. */
type Fields = Readonly<Record<string, RuleId | 'by value' | 'by parts'>>

/** Compares the fields of two objects that need no code of their own: documentation, extensions, and fields without a rule. */
export function compareFields(node: Node, pair: OptionalPair, fields: Fields): void {
  const objects = [pair.base, pair.head].filter(object => object !== undefined)
  for (const key of new Set(objects.flatMap(({ value }) => Object.keys(value)))) {
    const by = fields[key]
    if (by === 'by parts') continue
    node.comparedValues.push(...objects.map(({ value }) => value[key] ?? null))
    if (by !== 'by value') compareField(node, pair, key, (from, to) => by ?? ruleFor(key, from, to))
  }
  node.comparedObjects.push(...objects.map(({ value }) => value))
}

const ruleFor = (key: string, from: Json | undefined, to: Json | undefined): RuleId =>
  key.startsWith('x-') ? compareExtension(key, from, to) : 'unclassified'

export const TEXTS = { summary: 'summary-changed', description: 'description-changed' } as const satisfies Fields

export const EXAMPLES = { example: 'example-changed', examples: 'example-changed' } as const satisfies Fields

/** The objects that both references lead to. The texts beside the references are compared here. */
export function endsOf({ base, head }: Comparison, node: Node, pair: Pair): Pair {
  const isReference = ({ value }: Located) => value.$ref !== undefined
  const references = {
    base: isReference(pair.base) ? pair.base : undefined,
    head: isReference(pair.head) ? pair.head : undefined,
  }
  // If only one version has a reference, the text beside it is reported with what the other version has instead.
  if (references.base && references.head) compareFields(node, references, { ...TEXTS, $ref: 'by value' })
  else node.comparedObjects.push(...[references.base, references.head].flatMap(each => (each ? [each.value] : [])))
  return { base: resolve(base, pair.base), head: resolve(head, pair.head) }
}

/** `deprecated`, in any object. */
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
  node.comparedObjects.push(...[base, head].map(({ value }) => Object(value[key]) as JsonObject))
}
