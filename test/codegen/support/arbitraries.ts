import fc from 'fast-check'

type Keywords = Record<string, unknown>

const key = fc.constantFrom('a', 'b', 'ab', 'x')
const text = fc.constantFrom('', 'a', 'b', 'ab', 'aa', 'abc', ' a', '💥', '2024-02-29', '2024-02-30', 'x@y', '1')
// What ajv divides inexactly is covered by the tables: 0.3 by 0.1, 1e20 by 1.5.
const number = fc.constantFrom(-1, 0, 1, 2, 3, 0.5, 1.5, 0.3, 1e20, -2147483649, 2147483648)
const scalar = fc.oneof(fc.constant(null), fc.boolean(), number, text)
const dictionary = <T>(keys: fc.Arbitrary<string>, values: fc.Arbitrary<T>, maxKeys: number) =>
  fc.dictionary(keys, values, { maxKeys, noNullPrototype: true })

/** Keywords with the type they validate beside them, or alone, when they let values of other types pass. */
const typed = (type: string, keywords: fc.Arbitrary<Keywords>): fc.Arbitrary<Keywords> =>
  fc.tuple(fc.nat({ max: 3 }), keywords).map(([dice, own]) => (dice === 0 ? own : { type, ...own }))

/** JSON values of few different parts, so that they often meet the schemas below. */
export const valueArbitrary: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>(tie => ({
  value: fc.oneof(
    { maxDepth: 3 },
    { arbitrary: scalar, weight: 3 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 1 },
    { arbitrary: dictionary(key, tie('value'), 3), weight: 2 },
  ),
})).value

const some = (keywords: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Keywords> =>
  fc.record(keywords, { requiredKeys: [] })
const count = fc.nat({ max: 3 })
const pattern = fc.constantFrom('^a', 'b$', '^.$', '^[a-c]+$')
const format = fc.constantFrom('date', 'email', 'password')

const string = typed('string', some({ minLength: count, maxLength: count, pattern, format }))

const numeric = some({
  minimum: number,
  maximum: number,
  exclusiveMinimum: number,
  exclusiveMaximum: number,
  multipleOf: fc.constantFrom(0.5, 0.25, 2),
  format: fc.constantFrom('int32', 'double'),
}).chain(own => fc.constantFrom('integer', 'number').map(type => ({ type, ...own })))

const constants = fc.oneof(
  scalar.map(value => ({ const: value })),
  fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }).map(members => ({ enum: members })),
)

const types = fc
  .uniqueArray(fc.constantFrom('string', 'integer', 'boolean', 'null', 'object', 'array'), { minLength: 1 })
  .map(type => ({ type }))

const references = fc.constantFrom('Base', 'Tree').map(name => ({ $ref: `#/components/schemas/${name}` }))

function objects(schema: fc.Arbitrary<unknown>): fc.Arbitrary<Keywords> {
  const own = some({
    properties: dictionary(key, schema, 3),
    required: fc.uniqueArray(key, { maxLength: 2 }),
    additionalProperties: fc.oneof(schema, fc.boolean()),
    minProperties: count,
    maxProperties: count,
  })
  return typed('object', own)
}

function arrays(schema: fc.Arbitrary<unknown>): fc.Arbitrary<Keywords> {
  const own = {
    items: schema,
    minItems: count,
    maxItems: count,
    uniqueItems: fc.boolean(),
  }
  return typed('array', some(own))
}

function composed(schema: fc.Arbitrary<unknown>): fc.Arbitrary<Keywords> {
  const members = fc.array(schema, { minLength: 1, maxLength: 3 })
  const beside = fc.oneof(fc.constant({}), objects(schema), string)
  return fc
    .tuple(beside, some({ allOf: members, anyOf: members, oneOf: members }))
    .map(([own, composition]) => ({ ...own, ...composition }))
}

const { schema } = fc.letrec<{ schema: unknown }>(tie => ({
  schema: fc.oneof(
    { maxDepth: 3 },
    fc.constant({}),
    string,
    numeric,
    constants,
    types,
    references,
    objects(tie('schema')),
    arrays(tie('schema')),
    composed(tie('schema')),
  ),
}))

const BASE = {
  type: 'object',
  required: ['a'],
  properties: { a: { type: ['string', 'integer'], minLength: 1 } },
}

const TREE = {
  type: 'object',
  properties: {
    a: { $ref: '#/components/schemas/Tree' },
    b: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
  },
  additionalProperties: false,
}

/** Component schemas of which Value is the one to validate by; those it may refer to, one recursive, stand beside it. */
export const schemasArbitrary = schema.map(value => ({ Base: BASE, Tree: TREE, Value: value }))
