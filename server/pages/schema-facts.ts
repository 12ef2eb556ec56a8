import { type Contract, resolve, type Schema } from './contract.ts'
import { slugOf } from './slug.ts'

/** What a reader needs to know about the values that a schema allows. */
export interface Facts {
  /** Such as `integer` or `string (date)`, with links to named schemas. */
  types: string[]
  minimum?: number | undefined
  maximum?: number | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
  minItems?: number | undefined
  maxItems?: number | undefined
  patterns: string[]
  values?: unknown[] | undefined
  default?: unknown
  description?: string | undefined
  example?: unknown
}

/** Whether a component schema has a section of its own: objects and lists of values do. */
export const hasSection = (schema: Schema): boolean =>
  schema.properties !== undefined || schema.enum !== undefined || schema.allOf?.some(hasSection) === true

const nameOf = ($ref: string): string => $ref.slice($ref.lastIndexOf('/') + 1)

export const linkTo = (name: string): string => `[${name}](#${slugOf(name)})`

export function factsOf(contract: Contract, schema: Schema): Facts {
  const parts = [
    ownFacts(contract, schema),
    ...(schema.$ref === undefined ? [] : [referencedFacts(contract, schema.$ref)]),
    ...(schema.allOf ?? []).map(part => factsOf(contract, part)),
    ...(schema.anyOf ? [schema.anyOf.map(part => factsOf(contract, part)).reduce(either)] : []),
  ]
  return parts.reduce(both)
}

function referencedFacts(contract: Contract, $ref: string): Facts {
  const target = resolve<Schema>(contract, { $ref })
  if (!hasSection(target)) return factsOf(contract, target)
  const [description] = (target.description ?? '').split(/\n\s*\n/)
  return { types: [linkTo(nameOf($ref))], patterns: [], description, example: target.examples?.[0] }
}

const ownFacts = (contract: Contract, schema: Schema): Facts => ({
  types: [schema.type ?? []].flat().map(type => typeText(contract, type, schema)),
  minimum: schema.minimum,
  maximum: schema.maximum,
  minLength: schema.minLength,
  maxLength: schema.maxLength,
  minItems: schema.minItems,
  maxItems: schema.maxItems,
  patterns: schema.pattern === undefined ? [] : [schema.pattern],
  values: schema.const === undefined ? schema.enum : [schema.const],
  default: schema.default,
  description: schema.description,
  example: schema.examples?.[0],
})

function typeText(contract: Contract, type: string, { format, items, additionalProperties }: Schema): string {
  const inner = (schema: Schema) => factsOf(contract, schema).types.join(' or ')
  if (type === 'array' && items) return `array of ${inner(items)}`
  if (type === 'object' && typeof additionalProperties === 'object')
    return `object with values of type ${inner(additionalProperties)}`
  return type === 'string' && format !== undefined ? `string (${format})` : type
}

/** The facts of values that both parts allow. The texts of the first part are more specific. */
const both = (a: Facts, b: Facts): Facts => ({
  ...combined(a, b, Math.max, Math.min),
  types: a.types.length === 0 ? b.types : a.types,
})

/** The facts of values that one of the parts allows. */
const either = (a: Facts, b: Facts): Facts => ({
  ...combined(a, b, Math.min, Math.max),
  types: [...new Set([...a.types, ...b.types])],
})

type Choose = (...numbers: number[]) => number

function combined(a: Facts, b: Facts, lower: Choose, upper: Choose): Omit<Facts, 'types'> {
  const choose = (by: Choose, left: number | undefined, right: number | undefined) =>
    left === undefined || right === undefined ? (left ?? right) : by(left, right)
  return {
    minimum: choose(lower, a.minimum, b.minimum),
    maximum: choose(upper, a.maximum, b.maximum),
    minLength: choose(lower, a.minLength, b.minLength),
    maxLength: choose(upper, a.maxLength, b.maxLength),
    minItems: choose(lower, a.minItems, b.minItems),
    maxItems: choose(upper, a.maxItems, b.maxItems),
    patterns: [...new Set([...a.patterns, ...b.patterns])],
    values: a.values ?? b.values,
    default: a.default ?? b.default,
    description: a.description ?? b.description,
    example: a.example ?? b.example,
  }
}
