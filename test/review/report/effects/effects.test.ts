import { describe, expect, test } from 'vitest'
import { generate, targetsIn } from '../../../../codegen/outputs.ts'
import type { OpenApiDocument } from '../../../../openapi/document.ts'
import { parseDocument } from '../../../../openapi/read.ts'
import { conformanceEffects as effectsOf } from '../../../../review/report/effects/conformance.ts'
import { generatedChanges } from '../../../../review/report/effects/generated.ts'
import { mockEffects } from '../../../../review/report/effects/mock.ts'
import { base, documentOf, head } from '../versions.ts'

const conformanceEffects = (before: OpenApiDocument, after: OpenApiDocument) => effectsOf(before, after, new Set())

const words = documentOf(['All orders.', 'Every order.'], ['List orders', 'List all orders'])

describe('generated code', () => {
  const changesOf = async (before: OpenApiDocument, after: OpenApiDocument) =>
    generatedChanges(await generate(before, targetsIn('')), await generate(after, targetsIn('')))
  const linesOf = async (before: OpenApiDocument, after: OpenApiDocument) =>
    Object.fromEntries(
      (await changesOf(before, after)).map(({ file, hunks }) => [
        file,
        hunks.flatMap(({ lines }) => lines.filter(line => line[0] !== ' ').map(line => line.replace(/ +/, ' '))),
      ]),
    )

  test('differs where the contract differs, line by line', async () => {
    const filtered = documentOf([
      'lost] } }\n      responses',
      'lost] } }\n        - { name: due, in: query, schema: { type: string } }\n      responses',
    ])
    expect(await linesOf(base, filtered)).toEqual({
      'routes.gen.ts': ['+ "due": z.string().optional(),'],
      'types.gen.ts': ['+ due?: string;'],
    })
  })

  test('does not differ if only texts change', async () => {
    expect(await linesOf(base, words)).toEqual({})
  })

  test('is not available for a contract that the generator refuses', async () => {
    const refused = documentOf(['type: integer', 'enum: [{}]'])
    await expect(changesOf(base, refused)).rejects.toThrow(/^orders\.yaml:\d+:\d+ #\//)
  })
})

describe('a conformance run', () => {
  test('has different cells and requests', () => {
    const effects = conformanceEffects(base, head)
    const listed = effects.find(({ operation }) => operation === 'listOrders')
    expect(listed?.requests.added).toContain('query due: the invalid value 2030-02-30')
    expect(listed?.requests.removed).toContain('query status: the enum value lost')
    const cells = effects.map(({ operation, cells }) => [operation, cells])
    expect(cells).toEqual([
      ['listOrders', { added: [], removed: [] }],
      ['putOrder', { added: ['putOrder 201 no body'], removed: [] }],
      ['addOrder', { added: [], removed: ['addOrder 201 no body'] }],
    ])
  })

  test('has cells for the values in responses', () => {
    const [effect, ...more] = conformanceEffects(
      base,
      documentOf([
        'status: { type: string, enum: [open, sent, lost]',
        'status: { type: string, enum: [open, sent, lost, new]',
      ]),
    ).filter(({ operation }) => operation === '')
    expect(more).toEqual([])
    expect(effect?.cells).toEqual({ added: ['#/components/schemas/Order/properties/status enum "new"'], removed: [] })
  })

  test('reports requests with the same name and different content', () => {
    const bound = (most: number) => documentOf(['id: { type: integer }', `id: { type: integer, maximum: ${most} }`])
    const [effect] = conformanceEffects(bound(5), bound(6)).filter(({ operation }) => operation === 'addOrder')
    expect(effect?.requests.changed).toContain('body id: its maximum')
  })

  test('of a contract with many operations has only the requests of affected operations', () => {
    const many = (name: string) =>
      parseDocument(
        'many.json',
        JSON.stringify({
          openapi: '3.1.0',
          info: { title: 'Many', version: '1' },
          paths: Object.fromEntries(
            Array.from({ length: 301 }, (_, index) => [
              `/a${index}`,
              {
                get: {
                  operationId: `get${index}`,
                  parameters: [{ name, in: 'query', schema: { type: 'boolean' } }],
                  responses: {},
                },
              },
            ]),
          ),
        }),
      )
    const effects = effectsOf(many('a'), many('b'), new Set(['get7']))
    expect(effects.map(({ operation }) => operation)).toEqual(['get7'])
  })

  test('does not differ if only texts change', () => {
    expect(conformanceEffects(base, words)).toEqual([])
  })
})

describe('the mock', () => {
  test('responds with different examples, and serves different operations', () => {
    expect(mockEffects(base, head)).toEqual({
      added: ['putOrder'],
      removed: ['addOrder'],
      responses: [{ response: '200 example one', change: 'changed', operations: ['listOrders'] }],
    })
  })

  test('reports an added and a removed example', () => {
    const renamed = documentOf(['one: { value', 'first: { value'])
    expect(mockEffects(base, renamed).responses).toEqual([
      { response: '200 example first', change: 'added', operations: ['listOrders'] },
      { response: '200 example one', change: 'removed', operations: ['listOrders'] },
    ])
  })

  test('sends required headers', () => {
    const header = (required: boolean) =>
      documentOf([
        'All orders.',
        `All orders.\n          headers: { X-Total: { required: ${required}, schema: { type: integer }, example: 3 } }`,
      ])
    expect(mockEffects(base, header(true)).responses).toEqual([
      { response: '200 header X-Total', change: 'added', operations: ['listOrders'] },
    ])
    expect(mockEffects(base, header(false)).responses).toEqual([])
  })

  test('does not differ if only texts change', () => {
    expect(mockEffects(base, words)).toEqual({ added: [], removed: [], responses: [] })
  })
})
