import type { Json, JsonObject, Located, OpenApiDocument } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { canonical } from '../text.ts'
import { endOfChain, isDocumentation, schemasAt } from './subschemas.ts'

/** Alternatives, without those that only allow null. */
export interface AlternativeGroup {
  keyword: 'oneOf' | 'anyOf'
  pointer: string
  alternatives: Located[]
  isNullable: boolean
  /** Not listed: these are the schemas that extend this one by allOf. */
  isImplied?: true
}

/** The keywords of a schema beside its alternatives, and the alternatives that are not just another way to write one schema. */
interface Grouped {
  own: JsonObject
  groups: AlternativeGroup[]
  /** Alternatives that become part of the schema, each with the types of the others, which it does not constrain. */
  merged: { schema: Located; exemptTypes: string[] }[]
  /** Alternatives of which only the documentation is left to compare. */
  understood: Located[]
}

export function groupAlternatives(contract: OpenApiDocument, { value, pointer }: Located): Grouped {
  const { oneOf, anyOf, ...own } = value
  const grouped: Grouped = { own, groups: [], merged: [], understood: [] }
  if (oneOf !== undefined) add(contract, { value, pointer }, 'oneOf', grouped)
  if (anyOf !== undefined) add(contract, { value, pointer }, 'anyOf', grouped)
  return grouped
}

function add(contract: OpenApiDocument, schema: Located, keyword: AlternativeGroup['keyword'], grouped: Grouped): void {
  const all = schemasAt(schema, keyword)
  const alternatives = all.filter(each => !isNull(endOfChain(contract, each).value))
  const isNullable = alternatives.length < all.length
  grouped.understood.push(...all.filter(each => !alternatives.includes(each)))
  const nullType = isNullable ? ['null'] : []
  const [only] = alternatives
  // A discriminator refers to the alternatives, even to a single one.
  const hasDiscriminator = grouped.own.discriminator !== undefined
  if (only && alternatives.length === 1 && !hasDiscriminator) {
    grouped.merged.push({ schema: only, exemptTypes: nullType })
    return
  }
  const types = hasDiscriminator ? undefined : disjointTypes(contract, alternatives)
  if (types) {
    for (const [index, each] of alternatives.entries()) {
      const others = types.filter((_, other) => other !== index).flat()
      grouped.merged.push({ schema: each, exemptTypes: [...others, ...nullType] })
    }
    return
  }
  const values = grouped.own.enum === undefined ? listedValues(contract, alternatives) : undefined
  if (values) {
    grouped.own = { ...grouped.own, enum: isNullable ? [...values, null] : values }
    grouped.understood.push(...alternatives)
    return
  }
  grouped.groups.push({ keyword, pointer: into(schema.pointer, keyword), alternatives, isNullable })
}

function isNull(value: JsonObject): boolean {
  const constraints = Object.entries(value).filter(([key]) => !isDocumentation(key))
  return (
    constraints.length > 0 &&
    constraints.every(
      ([key, constraint]) =>
        (key === 'type' && canonical(constraint).replace(/[[\]]/g, '') === '"null"') ||
        (key === 'const' && constraint === null) ||
        (key === 'enum' && canonical(constraint) === '[null]'),
    )
  )
}

/** Keywords that apply to values of every type. Alternatives that have them are not merged. */
const OF_ALL_TYPES = ['enum', 'const', 'oneOf', 'anyOf', 'allOf', '$ref']

/** The types of each alternative, if no value can match two of them: then they mean the same as a list of types. */
function disjointTypes(contract: OpenApiDocument, alternatives: Located[]): string[][] | undefined {
  const ends = alternatives.map(each => endOfChain(contract, each).value)
  if (ends.some(value => OF_ALL_TYPES.some(key => value[key] !== undefined))) return undefined
  const types = ends.map(({ type }) => (type === undefined ? [] : [type].flat().map(String)))
  const all = types.flat().map(type => (type === 'integer' ? 'number' : type))
  return types.every(each => each.length > 0) && new Set(all).size === all.length ? types : undefined
}

/** The values of alternatives that only list values: an enum with documentation for each value. */
function listedValues(contract: OpenApiDocument, alternatives: Located[]): Json[] | undefined {
  const lists = alternatives.map(each => {
    const { value } = endOfChain(contract, each)
    const isPlain = Object.keys(value).every(key => ['type', 'const', 'enum'].includes(key) || isDocumentation(key))
    if (!isPlain) return undefined
    return value.const === undefined ? (value.enum as Json[] | undefined) : [value.const]
  })
  return lists.every(list => list !== undefined) ? lists.flat() : undefined
}
