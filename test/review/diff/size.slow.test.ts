import { expect, test } from 'vitest'
import type { JsonObject } from '../../../openapi/document.ts'
import { parseDocument } from '../../../openapi/read.ts'
import { diffDocuments } from '../../../review/diff/diff.ts'
import { around } from './documents.ts'

const json = (schema: JsonObject) => ({ 'application/json': { schema } })

/** Operations that share one error, and of which each schema refers to the next, so that all are one circle. */
function large(size: number, maximum: number): string {
  const ref = (index: number) => ({ $ref: `#/components/schemas/Row${index % size}` })
  const paths: JsonObject = {}
  const schemas: JsonObject = {
    Error: { type: 'object', properties: { message: { type: 'string', maxLength: maximum } } },
  }
  for (let index = 0; index < size; index++) {
    const properties = { id: { type: 'integer' }, name: { type: 'string', maxLength: 9 }, next: ref(index + 1) }
    schemas[`Row${index}`] = { type: 'object', required: ['id'], properties }
    const responses = {
      200: { description: 'A row.', content: json(ref(index)) },
      404: { description: 'None.', content: json({ $ref: '#/components/schemas/Error' }) },
    }
    const parameters = [{ name: 'id', in: 'path', required: true, schema: { type: 'integer' } }]
    paths[`/rows${index}/{id}`] = { get: { operationId: `getRow${index}`, parameters, responses } }
  }
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Large', version: '1.0.0' },
    paths,
    components: { schemas },
  })
}

test('3,000 operations are compared in seconds, in linear time', () => {
  const time = (size: number) => {
    const [base, head] = [parseDocument('base.json', large(size, 20)), parseDocument('head.json', large(size, 40))]
    const start = process.cpuUsage()
    const { changes } = diffDocuments(base, head)
    const { user, system } = process.cpuUsage(start)
    return { changes, seconds: (user + system) / 1e6 }
  }
  time(100)
  const small = time(750)
  const { changes, seconds } = time(3000)
  expect(changes.map(({ rule, operations }) => [rule, operations.length])).toEqual([['max-length-increased', 3000]])
  expect(seconds).toBeLessThan(8)
  // Four times as much; twice that is room for a machine with other things to do.
  expect(seconds).toBeLessThan(8 * small.seconds + 0.5)
}, 120_000)

/** Alternatives that a property tells apart, one of them with a further property. */
const tagged = (keyword: string, size: number, more: JsonObject = {}): JsonObject => ({
  [keyword]: Array.from({ length: size }, (_, index) => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { const: `k${index}` }, name: { type: 'string' }, ...(index === 3 ? more : {}) },
  })),
})

test.each(['oneOf', 'anyOf'])(
  '120 alternatives of %s that a property tells apart are compared by their values',
  keyword => {
    const rules = (side: 'request' | 'response') =>
      diffDocuments(
        around(side, tagged(keyword, 120)),
        around(side, tagged(keyword, 120, { more: { type: 'integer' } })),
      ).changes.map(({ rule, verdict }) => `${rule} ${verdict}`)
    expect([rules('request'), rules('response')]).toEqual([
      ['property-added compatible'],
      ['property-added compatible'],
    ])
  },
  60_000,
)

test('alternatives that are too complex to compare get a warning that says so', () => {
  const untagged = (maximum: number): JsonObject => ({
    oneOf: Array.from({ length: 60 }, (_, index) => ({
      type: 'object',
      required: [`p${index}`],
      properties: { [`p${index}`]: { maximum: index === 3 ? maximum : 9 } },
    })),
  })
  const { changes } = diffDocuments(around('request', untagged(5)), around('request', untagged(9)))
  expect(changes.filter(({ verdict }) => verdict === 'breaking').map(({ rule }) => rule)).toEqual([
    'values-not-compared',
  ])
}, 60_000)

test('long chains of references are followed to the end', () => {
  const chain = (type: string) => {
    const schemas: JsonObject = { S0: { type } }
    for (let index = 1; index < 500; index++) schemas[`S${index}`] = { $ref: `#/components/schemas/S${index - 1}` }
    const document = {
      openapi: '3.1.0',
      info: { title: 'Chain', version: '1.0.0' },
      paths: {
        '/': {
          get: {
            operationId: 'get',
            responses: { 200: { description: 'A.', content: json({ $ref: '#/components/schemas/S499' }) } },
          },
        },
      },
      components: { schemas },
    }
    return parseDocument('chain.json', JSON.stringify(document))
  }
  const { changes } = diffDocuments(chain('string'), chain('integer'))
  expect(changes.map(({ rule, operations }) => [rule, operations])).toEqual([['type-changed', ['get']]])
})
