import type { ValidateFunction } from 'ajv/dist/2020.js'
import { createAjv } from '../../../../openapi/ajv.ts'
import type { Json, JsonObject, OpenApiDocument } from '../../../../openapi/document.ts'
import type { Change } from '../../../../review/diff/change.ts'
import { diffDocuments } from '../../../../review/diff/diff.ts'
import { around } from '../documents.ts'
import { edited, placesIn } from './edits.ts'
import { instancesOf } from './instances.ts'
import { allProperties, isMentioned } from './known-names.ts'
import { components, opened } from './opened-enums.ts'
import { Random } from './random.ts'
import { rewritten, widened } from './safe-edits.ts'
import { COMPONENTS, randomSchema } from './schemas.ts'

type Side = 'request' | 'response'

/** A schema before and after. */
export interface SchemaPair {
  side: Side
  base: JsonObject
  head: JsonObject
}

/** The changes between two schemas; undefined if a document is refused. */
function changesOf({ side, base, head }: SchemaPair): Change[] | undefined {
  const read = (schema: JsonObject): OpenApiDocument | undefined => {
    try {
      return around(side, schema, { components: { schemas: COMPONENTS } })
    } catch (error) {
      if ((error as Error).name !== 'DocumentError') throw error
      return undefined
    }
  }
  const [before, after] = [read(base), read(head)]
  return before && after && diffDocuments(before, after).changes
}

const ajv = createAjv({ validateSchema: false, addUsedSchema: false, logger: false })
const validators = new WeakMap<JsonObject, ValidateFunction>()

/** By ajv. */
export function accepts(schema: JsonObject, value: Json): boolean {
  const validator = validators.get(schema) ?? ajv.compile({ ...schema, ...components })
  validators.set(schema, validator)
  return validator(value) === true
}

/**
 * A value that one version allows and the other refuses: clients still send it, or do not expect it. A property that is new in a request
 * does not count: clients do not send what they do not know. In a response readers ignore what they do not know.
 */
export function witnessOf({ side, base, head }: SchemaPair, instances: readonly Json[]): Json | undefined {
  const [sent, read] = side === 'request' ? [base, head] : [opened(head), opened(base)]
  const declared = new Set(placesIn(read).flatMap(({ schema }) => Object.keys(Object(schema.properties))))
  const isNew = (name: string, schemas: readonly JsonObject[]) => declared.has(name) && !isMentioned(name, schemas)
  return instances.find(value => {
    if (!accepts(sent, value) || accepts(read, value)) return false
    return side === 'request'
      ? allProperties([sent], value, accepts, (name, schemas) => !isNew(name, schemas))
      : allProperties([read], value, () => true, isKnown)
  })
}

/** Unknown properties are ignored where the reader closes an object. */
const isKnown = (name: string, schemas: readonly JsonObject[]): boolean =>
  !schemas.some(
    ({ properties, additionalProperties }) =>
      additionalProperties === false && !Object.hasOwn(Object(properties), name),
  )

export interface Figures {
  pairs: number
  /** Pairs with a value that breaks. */
  witnesses: number
  /** Those of them that are not breaking. */
  missed: (SchemaPair & { witness: Json })[]
  /** Pairs without such a value that have a breaking change of severity error, with the rules. */
  alarms: (SchemaPair & { rules: string[] })[]
}

/** Random schemas with one to three random edits. */
export function runRandomPairs(seed: number, count: number, instances = 200): Figures {
  const random = new Random(seed)
  const figures: Figures = { pairs: 0, witnesses: 0, missed: [], alarms: [] }
  while (figures.pairs < count) {
    const from = randomSchema(random)
    let to = from
    for (let edits = 1 + random.below(3); edits > 0; edits--) to = edited(random, to)
    const pair: SchemaPair = { side: random.pick(['request', 'response']), base: from, head: to }
    const changes = changesOf(pair)
    if (!changes || from === to) continue
    figures.pairs++
    const witness = witnessOf(pair, instancesOf(random, [from, to], instances))
    if (witness !== undefined) {
      figures.witnesses++
      if (!changes.some(({ verdict }) => verdict === 'breaking')) figures.missed.push({ ...pair, witness })
    } else {
      const rules = changes
        .filter(each => each.verdict === 'breaking' && each.severity === 'error')
        .map(({ rule }) => rule)
      if (rules.length > 0) figures.alarms.push({ ...pair, rules })
    }
  }
  return figures
}

/** Whether a value matches one of the versions. If none does, the alternatives overlap by mistake, and spec:diff reports every change. */
const isSatisfiable = ({ base, head }: SchemaPair): boolean =>
  instancesOf(new Random(1), [base, head], 500).some(value => accepts(base, value) || accepts(head, value))

/** Schemas that were rewritten or widened one to three times, which breaks nothing; those that are breaking after all. */
export function runSafePairs(seed: number, count: number): (SchemaPair & { rules: string[] })[] {
  const random = new Random(seed)
  const found: (SchemaPair & { rules: string[] })[] = []
  for (let pairs = 0; pairs < count; ) {
    const from = randomSchema(random)
    let to: JsonObject | undefined = from
    for (let edits = 1 + random.below(3); to && edits > 0; edits--)
      to = random.chance(0.5) ? rewritten(random, to) : widened(random, to)
    if (!to) continue
    const side: Side = random.pick(['request', 'response'])
    const pair = side === 'request' ? { side, base: from, head: to } : { side, base: to, head: from }
    const changes = changesOf(pair)
    if (!changes) continue
    pairs++
    const rules = changes.filter(({ verdict }) => verdict === 'breaking').map(({ rule }) => rule)
    if (rules.length > 0 && isSatisfiable(pair)) found.push({ ...pair, rules })
  }
  return found
}
