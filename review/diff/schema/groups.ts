import { into, type Json, type JsonObject, type Located } from '../../../openapi/document.ts'
import type { Contract } from '../read.ts'
import { canonical } from '../text.ts'
import { endOf, schemasAt } from './parts.ts'
import { isDocumentation } from './vocabulary.ts'

/** Alternatives, of which null has been taken out. */
export interface Group {
  keyword: 'oneOf' | 'anyOf'
  pointer: string
  alternatives: Located[]
  isNullable: boolean
  /** Nobody lists them: they are the schemas that build on this one. */
  isImplied?: true
}

/** A schema's own keywords, and its alternatives as far as they are more than another way to write one schema. */
interface Grouped {
  own: JsonObject
  groups: Group[]
  /** Alternatives that come to be part of the schema, each with the types of the others, which pass it. */
  merged: { schema: Located; also: string[] }[]
  /** Alternatives of which only what they document is left. */
  understood: Located[]
}

export function groupOf(contract: Contract, { value, pointer }: Located): Grouped {
  const { oneOf, anyOf, ...own } = value
  const grouped: Grouped = { own, groups: [], merged: [], understood: [] }
  if (oneOf !== undefined) add(contract, { value, pointer }, 'oneOf', grouped)
  if (anyOf !== undefined) add(contract, { value, pointer }, 'anyOf', grouped)
  return grouped
}

function add(contract: Contract, schema: Located, keyword: Group['keyword'], grouped: Grouped): void {
  const all = schemasAt(contract, schema, keyword)
  const alternatives = all.filter(each => !isNull(endOf(contract, each).value))
  const isNullable = alternatives.length < all.length
  grouped.understood.push(...all.filter(each => !alternatives.includes(each)))
  const beside = isNullable ? ['null'] : []
  const [only] = alternatives
  // A discriminator speaks of alternatives, even of one.
  const isTagged = grouped.own.discriminator !== undefined
  if (only && alternatives.length === 1 && !isTagged) {
    grouped.merged.push({ schema: only, also: beside })
    return
  }
  const types = isTagged ? undefined : disjointTypes(contract, alternatives)
  if (types) {
    for (const [index, each] of alternatives.entries()) {
      const others = types.filter((_, other) => other !== index).flat()
      grouped.merged.push({ schema: each, also: [...others, ...beside] })
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
  const said = Object.entries(value).filter(([key]) => !isDocumentation(key))
  return (
    said.length > 0 &&
    said.every(
      ([key, said]) =>
        (key === 'type' && canonical(said).replace(/[[\]]/g, '') === '"null"') ||
        (key === 'const' && said === null) ||
        (key === 'enum' && canonical(said) === '[null]'),
    )
  )
}

/** Keywords that speak about values of every type, so that alternatives which have them stay apart. */
const OF_ALL_TYPES = ['enum', 'const', 'oneOf', 'anyOf', 'allOf', '$ref']

/** The types of each alternative, where no value can fit two of them: then they say the same as a list of types. */
function disjointTypes(contract: Contract, alternatives: Located[]): string[][] | undefined {
  const ends = alternatives.map(each => endOf(contract, each).value)
  if (ends.some(value => OF_ALL_TYPES.some(key => value[key] !== undefined))) return undefined
  const types = ends.map(({ type }) => (type === undefined ? [] : [type].flat().map(String)))
  const all = types.flat().map(type => (type === 'integer' ? 'number' : type))
  return types.every(each => each.length > 0) && new Set(all).size === all.length ? types : undefined
}

/** The values of alternatives that each list theirs: an enum with room for descriptions. */
function listedValues(contract: Contract, alternatives: Located[]): Json[] | undefined {
  const lists = alternatives.map(each => {
    const { value } = endOf(contract, each)
    const isPlain = Object.keys(value).every(key => ['type', 'const', 'enum'].includes(key) || isDocumentation(key))
    if (!isPlain) return undefined
    if (value.const !== undefined) return [value.const]
    return Array.isArray(value.enum) ? value.enum : undefined
  })
  return lists.every(list => list !== undefined) ? lists.flat() : undefined
}
