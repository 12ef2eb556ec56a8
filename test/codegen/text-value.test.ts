import type { z } from '@hono/zod-openapi'
import { describe, expect, test } from 'vitest'
import { evaluate } from './support/evaluate.ts'

const REFUSED = Symbol('refused')

/** What a parameter called `a` makes of what is sent for it. */
function read(parameter: string, sent: unknown): unknown {
  const { routes } = evaluate(`
openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /x:
    get: { operationId: op, parameters: [{ name: a, ${parameter} }], responses: {} }
components:
  schemas:
    Small: { type: integer, maximum: 9 }
    Colour: { enum: [red, green] }
    Size: { enum: [1, 2] }
    Sized: { $ref: '#/components/schemas/Size', default: 2 }
    Chain: { $ref: '#/components/schemas/Sized', title: Chain }
    Tight: { $ref: '#/components/schemas/Small', minimum: 5 }
`)
  const { request } = routes.op as { request: Record<string, z.ZodType> }
  const [schema] = Object.values(request)
  const { success, data } = (schema as z.ZodType<Record<string, unknown>>).safeParse(
    sent === undefined ? {} : { a: sent },
  )
  return success ? data.a : REFUSED
}

const refused = (...texts: string[]) => texts.map((text): [string, unknown] => [text, REFUSED])

const integers = 'in: query, schema: { type: integer }'

describe('numbers', () => {
  test.each<[sent: string, want: unknown]>([
    ['0', 0],
    ['-7', -7],
    ['9007199254740991', 9007199254740991],
    ...refused('', ' 5', '5 ', '+2', '007', '2.0', '1e1', '0x10', '-0', '--1', '١', 'NaN', 'Infinity', 'a', '1,2'),
  ])('an integer reads %j as %s', (sent, want) => {
    expect(read(integers, sent)).toBe(want)
  })

  test.each<[sent: string, want: unknown]>([
    ['0', 0],
    ['-1.50', -1.5],
    ['1e3', 1000],
    ['2E-1', 0.2],
    ...['', '.5', '5.', '01', '+1', '0x1', ' 1', 'Infinity', '1e', '1e999'].map((text): [string, unknown] => [
      text,
      REFUSED,
    ]),
  ])('a number reads %j as %s', (sent, want) => {
    expect(read('in: query, schema: { type: number }', sent)).toBe(want)
  })
})

test.each<[parameter: string, sent: unknown, want: unknown]>([
  ['in: query, schema: { type: integer, minimum: 2, multipleOf: 2 }', '4', 4],
  ['in: query, schema: { type: integer, minimum: 2, multipleOf: 2 }', '3', REFUSED],
  ['in: query, schema: { type: integer, enum: [1, 2] }', '2', 2],
  ['in: query, schema: { type: integer, enum: [1, 2] }', '3', REFUSED],
  ['in: query, schema: { type: [integer, "null"] }', '3', 3],
  ['in: query, schema: { type: [integer, "null"] }', 'null', REFUSED],
  ['in: query, schema: { $ref: "#/components/schemas/Small" }', '9', 9],
  ['in: query, schema: { $ref: "#/components/schemas/Small" }', '10', REFUSED],
  ['in: query, schema: { $ref: "#/components/schemas/Small", minimum: 5 }', '7', 7],
  ['in: query, schema: { $ref: "#/components/schemas/Small", minimum: 5 }', '4', REFUSED],
  ['in: query, schema: { allOf: [{ $ref: "#/components/schemas/Small" }], description: S }', '7', 7],
  ['in: query, schema: { allOf: [{ $ref: "#/components/schemas/Small" }], description: S }', '10', REFUSED],
  ['in: query, schema: { type: boolean }', 'true', true],
  ['in: query, schema: { type: boolean }', 'false', false],
  ['in: query, schema: { type: boolean }', '1', REFUSED],
  ['in: query, schema: { type: boolean, const: true }', 'false', REFUSED],
  ['in: query, schema: {}', '7', '7'],
  ['in: query, schema: { type: string, minLength: 2 }', 'a', REFUSED],
  ['in: query, schema: { $ref: "#/components/schemas/Colour" }', 'red', 'red'],
  ['in: query, schema: { enum: [1, 2, 3] }', '2', 2],
  ['in: query, schema: { enum: [1, 2, 3] }', '4', REFUSED],
  ['in: query, schema: { enum: [1, 2, null] }', '2', 2],
  ['in: query, schema: { enum: [0.5, 1] }', '0.5', 0.5],
  ['in: query, schema: { const: true }', 'true', true],
  ['in: query, schema: { const: true }', 'false', REFUSED],
  ['in: header, schema: { $ref: "#/components/schemas/Size" }', '1', 1],
  ['in: query, schema: { $ref: "#/components/schemas/Size", title: S }', '1', 1],
  ['in: query, schema: { type: array, items: { $ref: "#/components/schemas/Size" } }', ['1', '2'], [1, 2]],
  ['in: query, schema: { $ref: "#/components/schemas/Chain" }', undefined, 2],
  ['in: query, schema: { allOf: [{ $ref: "#/components/schemas/Chain" }] }', undefined, 2],
  ['in: query, schema: { $ref: "#/components/schemas/Tight" }', '4', REFUSED],
  ['in: query, schema: { type: array, items: { type: string }, default: [] }', undefined, []],
  ['in: query, schema: { anyOf: [{ type: integer }, { type: boolean }, { type: "null" }] }', 'true', true],
  ['in: query, schema: { anyOf: [{ type: integer }, { type: boolean }, { type: "null" }] }', '7', 7],
  ['in: query, schema: { anyOf: [{ type: integer }, { type: "null" }], title: T }', 'null', REFUSED],
  ['in: query, schema: { oneOf: [{ type: integer }, { type: number }] }', '0.5', 0.5],
  ['in: query, schema: { oneOf: [{ type: integer }, { type: number }] }', '5', REFUSED],
  ['in: query, required: true, schema: { type: string }', undefined, REFUSED],
  ['in: query, schema: { type: string }', undefined, undefined],
  ['in: query, schema: { type: integer, default: 5 }', undefined, 5],
  ['in: query, schema: { type: boolean, default: false }', undefined, false],
  ['in: query, schema: { type: [integer, "null"], default: null }', undefined, undefined],
  ['in: query, schema: { type: array, items: { type: integer }, default: [1, 2] }', undefined, [1, 2]],
  ['in: query, schema: { type: array, items: { type: integer } }', ['1', '2'], [1, 2]],
  ['in: query, schema: { type: array, items: { type: integer } }', '1', [1]],
  ['in: query, schema: { type: array, items: { type: integer } }', ['1', 'b'], REFUSED],
  ['in: query, schema: { type: array, items: { type: string }, uniqueItems: true, maxItems: 2 }', ['a', 'a'], REFUSED],
  [
    'in: query, schema: { type: array, items: { type: string }, uniqueItems: true, maxItems: 2 }',
    ['a', 'b', 'c'],
    REFUSED,
  ],
])('a parameter { %s } reads %j as %s', (parameter, sent, want) => {
  expect(read(parameter, sent)).toEqual(want)
})

test.each(['Accept', 'Content-Type', 'authorization'])('a header parameter called %s is ignored', name => {
  const { routes } = evaluate(`
openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /x:
    get: { operationId: op, parameters: [{ name: ${name}, in: header, schema: { type: string } }], responses: {} }
`)
  expect(routes.op).not.toHaveProperty('request')
})
