import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { emitServer } from '../../codegen/outputs.ts'
import { parseDocument } from '../../openapi/read.ts'
import { documentOf } from './support/documents.ts'

/** The text of the schemas, without the run-time before them. */
function emitted(components: string, direction: 'response' | 'request', rules = {}): string {
  const { schemas } = emitServer(parseDocument('api.yaml', documentOf(parse(components), direction, rules)))
  const [, ...declarations] = schemas.split(/^(?=export const (?!formats)[A-Z_])/m)
  return declarations
    .join('')
    .replaceAll(/^export type .*\n/gm, '')
    .replaceAll('\n\n', '\n')
    .trim()
}

type Row = [name: string, { given: string; want: string }]

const responses: Row[] = [
  [
    'scalars',
    {
      given: `
A: { type: string, minLength: 1, maxLength: 9, pattern: "^a", format: date }
B: { type: integer, minimum: 1, exclusiveMaximum: 9 }
C: { type: number, multipleOf: 0.5 }
D: { type: [boolean, "null"] }
E: { type: integer }
F: { type: integer, format: int64, minimum: 0 }`,
      want: `
export const A = z.string().check(maxLength(9)).check(minLength(1)).regex(new RegExp("^a", 'u')).check(format("date"))
export const B = z.int().min(1).lt(9)
export const C = z.number().check(multipleOf(0.5))
export const D = z.boolean().nullable()
export const E = z.number().check(wholeNumber())
export const F = z.int().min(0)`,
    },
  ],
  [
    'constants',
    {
      given: `
A: { enum: [a, b, null] }
B: { const: a }
C: { enum: [1, a, true] }
D: { const: null }`,
      want: `
export const A = z.enum(["a","b"]).nullable()
export const B = z.literal("a")
export const C = z.union([z.enum(["a"]), z.literal([1,true])])
export const D = z.null()`,
    },
  ],
  [
    'objects: open, closed, with a schema for the rest, and maps',
    {
      given: `
A: { type: object, required: [a], properties: { a: { type: string }, "b-c": { type: boolean } } }
B: { type: object, properties: { a: { type: string } }, additionalProperties: false }
C: { type: object, properties: { a: { type: string } }, additionalProperties: { type: boolean } }
D: { type: object, additionalProperties: { type: boolean }, minProperties: 1 }
E: { type: object }`,
      want: `
export const A = z.object({ "a": z.string(), "b-c": z.boolean().optional() })
export const B = z.strictObject({ "a": z.string().optional() })
export const C = z.object({ "a": z.string().optional() }).catchall(z.boolean())
export const D = z.record(z.string(), z.boolean()).check(propertyCount(1, Infinity))
export const E = z.record(z.string(), z.unknown())`,
    },
  ],
  [
    'arrays',
    {
      given: `
A: { type: array, items: { type: string }, minItems: 1, maxItems: 3, uniqueItems: true }
B: { type: array }
C: { type: array, items: { type: object }, uniqueItems: true }`,
      want: `
export const A = z.array(z.string()).min(1).max(3).check(uniqueItems())
export const B = z.array(z.unknown())
export const C = both(z.array(z.record(z.string(), z.unknown())), z.array(z.unknown()).check(uniqueItems()))`,
    },
  ],
  [
    'compositions',
    {
      given: `
A: { allOf: [{ $ref: '#/components/schemas/O' }, { type: object, properties: { b: { type: string } } }] }
B: { anyOf: [{ type: string }, { type: boolean }, { type: "null" }] }
C: { oneOf: [{ type: string }, { type: "null" }] }
D: { allOf: [{ $ref: '#/components/schemas/O' }], description: Only described. }
O: { type: object, properties: { a: { type: string } } }`,
      want: `
export const O = z.object({ "a": z.string().optional() })
export const A = z.intersection(O, z.object({ "b": z.string().optional() }))
export const B = z.union([z.string(), z.boolean()]).nullable()
export const C = z.xor([z.string(), z.null()])
export const D = O`,
    },
  ],
  [
    'a closed object beside others, which zod would open',
    {
      given:
        'A: { type: object, properties: { a: {}, b: {} }, additionalProperties: false, anyOf: [{ required: [a] }, { required: [b] }] }',
      want: `export const A = both(z.union([z.record(z.string(), z.unknown()).check(hasKeys(["a"])), z.record(z.string(), z.unknown()).check(hasKeys(["b"]))]), z.strictObject({ "a": z.unknown().optional(), "b": z.unknown().optional() }))`,
    },
  ],
  [
    'what refers to itself: getters where their type can be found, lazily where not',
    {
      given: `
A: { type: object, properties: { next: { $ref: '#/components/schemas/A' }, all: { type: array, items: { $ref: '#/components/schemas/A' } } } }
B: { type: object, properties: { next: { oneOf: [{ $ref: '#/components/schemas/B' }, { type: "null" }] } } }
C: { type: object, additionalProperties: { $ref: '#/components/schemas/C' } }`,
      want: `
export const A = z.object({ get "next"() { return A.optional() }, get "all"() { return z.array(A).optional() } })
export const B = z.object({ "next": z.xor([z.lazy((): z.ZodType => B), z.null()]).optional() })
export const C = z.record(z.string(), z.lazy((): z.ZodType => C))`,
    },
  ],
  [
    'names that are not identifiers, are reserved, collide, or belong to the run-time or to globals',
    {
      given: `
a-b: { type: boolean }
a_b: { type: string }
class: { type: boolean }
z: { type: boolean }
RegExp: { type: string, pattern: a }
format: { type: string, format: date }
2fa: { type: boolean }
Error: { type: boolean }
Größe: { type: boolean }
__proto__: { type: boolean }`,
      want: `
export const a_b = z.boolean()
export const a_b_2 = z.string()
export const class_ = z.boolean()
export const z_2 = z.boolean()
export const RegExp_2 = z.string().regex(new RegExp("a", 'u'))
export const format_2 = z.string().check(format("date"))
export const _2fa = z.boolean()
export const Error = z.boolean()
export const Größe = z.boolean()
export const __proto__ = z.boolean()`,
    },
  ],
]

const requests: Row[] = [
  [
    'a request by the rules of x-input',
    {
      given: `
A: { type: string, maxLength: 9, pattern: a, format: email }
B: { enum: [a, b] }
C: { type: object, additionalProperties: false, properties: { a: { type: [string, "null"], default: x }, p: { type: string, format: password } } }`,
      want: `
export const A = z.string().check(wellFormedText()).check(maxLength(9)).trim().regex(new RegExp("a", 'u')).check(format("email"))
export const B = trimmedEnum(["a","b"])
export const C = z.strictObject({ "a": z.string().check(wellFormedText()).trim().nullable().optional().transform(value => value ?? "x"), "p": z.string().check(wellFormedText()).optional() })`,
    },
  ],
]

/** Lowercase declarations can be distinguished from the run-time only by their names. */
test.each(responses.slice(0, -1))('%s', (_, { given, want }) => {
  expect(emitted(given, 'response')).toBe(want.trim())
})

test.each(responses.slice(-1))('%s', (_, { given, want }) => {
  const { schemas } = emitServer(parseDocument('api.yaml', documentOf(parse(given))))
  const names = want
    .trim()
    .split('\n')
    .map(line => line.split(' ')[2])
  const lines = schemas.split('\n').filter(line => names.includes(line.match(/^export const (\S+) = z\./)?.[1]))
  expect(lines.join('\n')).toBe(want.trim())
})

test.each(requests)('%s', (_, { given, want }) => {
  expect(emitted(given, 'request', { trim: true, nullIsAbsent: true, wellFormedText: true })).toBe(want.trim())
})

test('a component that differs in requests is emitted twice, and so are components that refer to it', () => {
  const document = `
openapi: 3.1.0
info: { title: T, version: "1" }
x-input: { trim: true }
paths:
  /a:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { 200: { description: '', content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    Pet: { type: object, properties: { kind: { $ref: '#/components/schemas/Kind' }, age: { $ref: '#/components/schemas/Age' } } }
    Kind: { enum: [cat] }
    KindInput: { type: boolean }
    Age: { type: number }
`
  const { schemas } = emitServer(parseDocument('api.yaml', document))
  expect(schemas.match(/^export const .*/gm)).toEqual([
    'export const Kind = z.enum(["cat"])',
    'export const KindInput_ = trimmedEnum(["cat"])',
    'export const Age = z.number()',
    'export const Pet = z.object({ "kind": Kind.optional(), "age": Age.optional() })',
    'export const PetInput = z.object({ "kind": KindInput_.optional(), "age": Age.optional() })',
    'export const KindInput = z.boolean()',
  ])
})

test('a component that only webhooks use is emitted without the rules of x-input', () => {
  const document = `
openapi: 3.1.0
info: { title: T, version: "1" }
x-input: { trim: true }
webhooks:
  sold: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Sold' } } } } } }
components: { schemas: { Sold: { enum: [cat] } } }
`
  const { schemas, routes } = emitServer(parseDocument('api.yaml', document))
  expect(schemas).toContain('export const Sold = z.enum(["cat"])\n')
  expect(routes).toContain('{ "application/json": { schema: schemas.Sold } }')
})

test('only the helpers that are used, directly or indirectly, are emitted, in the order of the run-time', () => {
  const text = emitServer(parseDocument('api.yaml', documentOf({ A: { type: 'number', multipleOf: 2 } }))).schemas
  expect(text.match(/^export (const|function|type) \w+/gm)).toEqual([
    'export type Check',
    'export function multipleOf',
    'export function isMultiple',
    'export const A',
    'export type A',
  ])
})

test('each schema has a type with the same name', () => {
  const { schemas } = emitServer(parseDocument('api.yaml', documentOf({ 'a-b': {}, Error: {} })))
  expect(schemas.match(/^export type .*/gm)).toEqual([
    'export type a_b = z.infer<typeof a_b>',
    'export type Error = z.infer<typeof Error>',
  ])
})

test('a document without components results in a module without imports', () => {
  expect(
    emitServer(parseDocument('api.yaml', 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}')).schemas,
  ).toBe('export {}\n')
})
