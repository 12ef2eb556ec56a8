import type { Json, JsonObject } from '../../../openapi/document.ts'
import { targetOf } from '../../../openapi/references.ts'
import { formatTypes } from '../../../openapi/vocabulary/formats.ts'
import { keywordOf } from '../../../openapi/vocabulary.ts'
import { below, partsOf } from './accepts.ts'
import { type Condition, includesKind, isOpenEnum, type Kind, typeOfKind, type ValueSchema } from './condition.ts'

/** One keyword that a value must meet, or must not. Lists of properties are divided into the properties. */
export interface Atom {
  keyword: string
  isMet: boolean
  limit: Json
  /** Of a property. */
  name?: string
  /** The schema that has the keyword. */
  owner: ValueSchema
}

export type Step = Condition | Atom

export const isAtom = (step: Step): step is Atom => 'keyword' in step

/** Lists of steps of which one must hold. */
export type Choice = Step[][]

/**
 * What a condition means for a value of one kind. Every choice must be made; one without options cannot be.
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
  // What is not met misses one of the keywords.
  return isMet ? all : [all.flat()]
}

/** Met: every choice must hold. Not met: any of the options. */
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

function exactlyOne(parts: readonly ValueSchema[], isMet: boolean): Choice {
  const only = (index: number): Step[] => parts.map((schema, other) => ({ isMet: other === index, schema }))
  if (isMet) return parts.map((_, index) => only(index))
  const two = parts.flatMap((one, index) =>
    parts.slice(index + 1).map(other => [one, other].map(schema => ({ isMet: true, schema }))),
  )
  return [only(-1), ...two]
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

/** The schema in an atom. `false` allows nothing. */
export const schemaIn = ({ owner, keyword, name, limit }: Atom): ValueSchema =>
  below(owner, limit as JsonObject, keyword, ...(name === undefined ? [] : [name]))
