import type { Json, JsonObject } from '../../../openapi/document.ts'
import { targetOf } from '../../../openapi/references.ts'
import { formatTypes } from '../../../openapi/vocabulary/formats.ts'
import { keywordOf } from '../../../openapi/vocabulary.ts'
import { below, partsOf } from './accepts.ts'
import { type Condition, includesKind, isOpenEnum, type Kind, typeOfKind, type ValueSchema } from './condition.ts'
import { areApart } from './tags.ts'

/** One keyword that a value must satisfy, or must not. `properties` and `required` are divided into single properties. */
export interface Atom {
  keyword: string
  isMet: boolean
  limit: Json
  /** The name of the property, for `properties` and `required`. */
  name?: string
  /** The schema that has the keyword. */
  owner: ValueSchema
}

export type Step = Condition | Atom

export const isAtom = (step: Step): step is Atom => 'keyword' in step

/** Options, of which at least one must hold. An option is a list of steps that must all hold. */
export type Choice = Step[][]

/**
 * What a condition means for a value of one kind, as a list of choices that must all hold. A choice without options never holds.
 * @param allowsSeveral whether a value may match several alternatives of oneOf
 */
export function choicesOf({ isMet, schema }: Condition, kind: Kind, allowsSeveral: boolean): Choice[] {
  const isFree = schema.exemptTypes !== undefined && includesKind(schema.exemptTypes, kind)
  if (isFree) return isMet ? [] : [[]]
  const { type } = schema.value
  if (type !== undefined && !includesKind([type].flat(), kind)) return isMet ? [[]] : []
  const target = targetOf(schema.contract, schema)
  const inner = { ...schema, ...target, exemptTypes: undefined }
  const parts = Object.keys(schema.value).flatMap(keyword =>
    keywordChoices(schema, keyword, kind, isMet, allowsSeveral),
  )
  const all = target ? [[[{ isMet, schema: inner }]], ...parts] : parts
  // A value does not match a schema if it fails at least one of the keywords.
  return isMet ? all : [all.flat()]
}

/** What one keyword means. If `isMet`, every choice must hold, otherwise at least one option of any choice. */
function keywordChoices(
  schema: ValueSchema,
  keyword: string,
  kind: Kind,
  isMet: boolean,
  allowsSeveral: boolean,
): Choice[] {
  const members = (): Condition[] => partsOf(schema, keyword).map(part => ({ isMet, schema: part }))
  if (keyword === 'allOf') return isMet ? [[members()]] : [members().map(each => [each])]
  if (keyword === 'anyOf' || (keyword === 'oneOf' && allowsSeveral))
    return isMet ? [members().map(each => [each])] : [[members()]]
  if (keyword === 'oneOf') return [exactlyOne(partsOf(schema, keyword), isMet)]
  if (!concerns(keyword, schema, kind)) return []
  const atoms = atomsOf(schema, keyword, isMet)
  return isMet ? [[atoms]] : [atoms.map(atom => [atom])]
}

function exactlyOne(parts: readonly ValueSchema[], mustMatch: boolean): Choice {
  const isMet = (schema: ValueSchema): Step => ({ isMet: true, schema })
  const isNotMet = (schema: ValueSchema): Step => ({ isMet: false, schema })
  // A value that matches an alternative cannot match those that are apart from it, so they need no steps.
  if (mustMatch)
    return parts.map(one => [
      isMet(one),
      ...parts.filter(other => other !== one && !areApart(one, other)).map(isNotMet),
    ])
  const pairs = parts.flatMap((one, index) =>
    parts.slice(index + 1).flatMap(other => (areApart(one, other) ? [] : [[one, other].map(isMet)])),
  )
  return [parts.map(isNotMet), ...pairs]
}

function concerns(keyword: string, schema: ValueSchema, kind: Kind): boolean {
  const { value } = schema
  if (keyword === 'enum') return kind !== 'string' || !isOpenEnum(schema)
  if (keyword === 'const') return true
  if (keyword === 'format') return formatTypes.get(String(value.format)) === typeOfKind(kind)
  return keywordOf(keyword)?.role !== 'annotation' && keywordOf(keyword)?.appliesTo === typeOfKind(kind)
}

function atomsOf(owner: ValueSchema, keyword: string, isMet: boolean): Atom[] {
  const limit = owner.value[keyword] as Json
  const one = (more: Partial<Atom>): Atom => ({ keyword, isMet, limit, owner, ...more })
  if (keyword === 'required') return (limit as string[]).map(name => one({ name }))
  if (keyword === 'properties')
    return Object.entries(limit as JsonObject).map(([name, part]) => one({ name, limit: part }))
  if (keyword === 'uniqueItems' && limit === false) return []
  if (keyword === 'additionalProperties' && limit === true) return []
  return [one({})]
}

/** The schema that a keyword contains. It may be `false`, which allows no value. */
export const schemaIn = ({ owner, keyword, name, limit }: Atom): ValueSchema =>
  below(owner, limit as JsonObject, keyword, ...(name === undefined ? [] : [name]))
