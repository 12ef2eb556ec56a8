import type { Json, JsonObject } from '../../../../openapi/document.ts'
import type { Random } from './random.ts'

export const NAMES = ['a', 'b', 'c', 'kind'] as const
const PATTERNS = ['^a', 'b$', '^[a-c]+$', '', '.*']
const FORMATS = ['date', 'uuid', 'email', 'uri', 'uri-reference', 'password']
export const TYPES = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'] as const
const CONSTANTS: readonly Json[] = ['a', 'b', 'abc', '', 0, 1, 2, 3, 1.5, true, false, null, [], [1], {}, { a: 1 }]

/** Constants of extensible enums, which list only strings, and possibly null. */
const EXTENSIBLE: readonly Json[] = ['a', 'b', 'abc', 'c', null]

/** Schemas that references lead to. */
export const COMPONENTS: JsonObject = {
  List: {
    type: 'object',
    required: ['a'],
    properties: { a: { type: 'integer' }, b: { $ref: '#/components/schemas/List' } },
  },
  Text: { type: 'string', minLength: 1 },
  Status: { type: ['string', 'null'], enum: ['a', 'b', null], 'x-extensible': true },
}

/** A small schema inside the vocabulary. */
export function randomSchema(random: Random, depth = 2): JsonObject {
  const isLeaf = depth === 0
  const kind = random.below(isLeaf ? 5 : 10)
  if (kind < 1)
    return random.chance(0.4)
      ? { enum: random.some(EXTENSIBLE), 'x-extensible': true }
      : { enum: random.some(CONSTANTS) as Json[] }
  if (kind < 4) return typed(random, random.pick(TYPES), depth)
  if (kind === 4) return random.chance(0.2) ? {} : random.chance(0.4) ? reference(random) : untyped(random, depth)
  if (kind < 6) return typed(random, random.pick(['object', 'array']), depth)
  if (kind === 6) return tagged(random)
  const keyword = random.pick(['allOf', 'anyOf', 'oneOf'])
  const beside = random.chance(0.3) ? randomSchema(random, 0) : {}
  return { ...beside, [keyword]: Array.from({ length: 2 + random.below(2) }, () => randomSchema(random, depth - 1)) }
}

const reference = (random: Random): JsonObject => ({
  $ref: `#/components/schemas/${random.pick(Object.keys(COMPONENTS))}`,
})

function typed(random: Random, type: string, depth: number): JsonObject {
  const types = random.chance(0.2) ? [...new Set([type, random.pick(TYPES)])] : [type]
  const keywords = Object.assign({}, ...types.map(each => keywordsFor(random, each, depth)))
  return { type: types.length === 1 && random.chance(0.8) ? type : types, ...keywords }
}

const untyped = (random: Random, depth: number): JsonObject => keywordsFor(random, random.pick(TYPES), depth)

/** Alternatives that each require a different value of the same property. */
function tagged(random: Random): JsonObject {
  const tags = ['a', 'b', 'c'].slice(0, 2 + random.below(2))
  const alternatives = tags.map(tag => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: tag }, ...(random.chance(0.5) ? { a: randomSchema(random, 0) } : {}) },
  }))
  return { [random.pick(['oneOf', 'anyOf'])]: alternatives }
}

/** Some keywords that apply to values of a type. */
function keywordsFor(random: Random, type: string, depth: number): JsonObject {
  const count = random.below(3)
  const chosen: JsonObject = {}
  for (let index = 0; index < count; index++) Object.assign(chosen, keywordFor(random, type, depth))
  return chosen
}

export const keywordFor = (random: Random, type: string, depth: number): JsonObject => {
  const choices = KEYWORDS[type]
  return choices ? random.pick(choices)(random, Math.max(0, depth - 1)) : {}
}

type Keywords = (random: Random, depth: number) => JsonObject

const NUMBERS: readonly Keywords[] = [
  random => ({ minimum: random.below(4) }),
  random => ({ maximum: random.below(5) }),
  random => ({ exclusiveMinimum: random.below(4) - 1 }),
  random => ({ exclusiveMaximum: random.below(4) + 2 }),
  random => ({ multipleOf: random.pick([1, 2, 3, 0.5]) }),
  random => ({ format: random.pick(['int32', 'double']) }),
]

const KEYWORDS: Readonly<Record<string, readonly Keywords[]>> = {
  integer: NUMBERS,
  number: NUMBERS,
  string: [
    random => ({ minLength: random.below(4) }),
    random => ({ maxLength: random.below(5) }),
    random => ({ pattern: random.pick(PATTERNS) }),
    random => ({ format: random.pick(FORMATS) }),
  ],
  array: [
    random => ({ minItems: random.below(4) }),
    random => ({ maxItems: random.below(4) }),
    random => ({ uniqueItems: random.chance(0.8) }),
    (random, depth) => ({ items: randomSchema(random, depth) }),
    (random, depth) => ({ items: randomSchema(random, depth) }),
  ],
  object: [
    random => ({ minProperties: random.below(4) }),
    random => ({ maxProperties: random.below(4) }),
    random => ({ required: random.some(NAMES) }),
    (random, depth) => ({ properties: properties(random, depth) }),
    (random, depth) => ({ properties: properties(random, depth), additionalProperties: false }),
    (random, depth) => ({ properties: properties(random, depth), required: random.some(NAMES) }),
    (random, depth) => ({ additionalProperties: random.chance(0.5) ? false : randomSchema(random, depth) }),
  ],
}

const properties = (random: Random, depth: number): JsonObject =>
  Object.fromEntries(random.some(NAMES).map(name => [name, randomSchema(random, depth)]))
