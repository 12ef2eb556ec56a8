import { describe, expect, test } from 'vitest'
import type { Json, JsonObject } from '../../../openapi/document.ts'
import { diffOf } from './documents.ts'

const json = (schema: Json) => ({ content: { 'application/json': { schema } } })
const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
const done = { 200: { description: 'Done.' } }

/** Two operations: one sends and reads the components, the other only reads them. */
function contract(components: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    paths: {
      '/a': {
        post: {
          operationId: 'send',
          parameters: [ref('parameters', 'Page')],
          requestBody: ref('requestBodies', 'Body'),
          responses: { 200: ref('responses', 'Order') },
          security: [{ bearer: [] }],
        },
      },
      '/b': {
        get: {
          operationId: 'read',
          parameters: [ref('parameters', 'Page')],
          responses: { 200: ref('responses', 'Order') },
        },
      },
      '/c': { get: { operationId: 'other', responses: done } },
    },
    components: {
      schemas: {
        Outer: { type: 'object', properties: { inner: ref('schemas', 'Inner') } },
        Inner: { type: 'object', properties: { level: ref('schemas', 'Level'), parent: ref('schemas', 'Inner') } },
        Level: { type: 'string', enum: ['low', 'high'] },
        ...((components.schemas as JsonObject) ?? {}),
      },
      parameters: {
        Page: { name: 'page', in: 'query', schema: { type: 'integer', minimum: 1 } },
        ...((components.parameters as JsonObject) ?? {}),
      },
      headers: { Left: { required: true, schema: { type: 'integer' } }, ...((components.headers as JsonObject) ?? {}) },
      requestBodies: { Body: json(ref('schemas', 'Outer')), ...((components.requestBodies as JsonObject) ?? {}) },
      responses: {
        Order: {
          description: 'Done.',
          headers: { 'X-Left': ref('headers', 'Left') },
          ...json(ref('schemas', 'Outer')),
        },
        ...((components.responses as JsonObject) ?? {}),
      },
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        ...((components.securitySchemes as JsonObject) ?? {}),
      },
    },
    ...more,
  }
}

const base = contract({})

/** Rule, verdict, direction, operations and place of each change. */
const changesOf = (head: JsonObject, from: JsonObject = base) =>
  diffOf(from, head).changes.map(({ rule, verdict, direction, operations, head: to, base: before }) =>
    [rule, verdict, direction, operations.join(), (to ?? before)?.pointer].join(' '),
  )

describe('a change is reported once, in its place, with all the operations it affects', () => {
  test.each<[string, JsonObject, string[]]>([
    [
      'behind two references and more',
      { schemas: { Level: { type: 'string', enum: ['low', 'high', 'top'] } } },
      ['enum-value-added breaking both send,read #/components/schemas/Level/enum'],
    ],
    [
      'in a recursive schema',
      {
        schemas: {
          Inner: {
            type: 'object',
            properties: { level: ref('schemas', 'Level'), parent: ref('schemas', 'Inner'), age: {} },
          },
        },
      },
      ['property-added compatible both send,read #/components/schemas/Inner/properties/age'],
    ],
    [
      'in a shared parameter',
      { parameters: { Page: { name: 'page', in: 'query', schema: { type: 'integer', minimum: 2 } } } },
      ['minimum-increased breaking request send,read #/components/parameters/Page/schema/minimum'],
    ],
    [
      'in a shared header',
      { headers: { Left: { schema: { type: 'integer' } } } },
      ['header-optional breaking response send,read #/components/headers/Left/required'],
    ],
    [
      'in a shared response',
      { responses: { Order: { description: 'Done.', headers: { 'X-Left': ref('headers', 'Left') }, content: {} } } },
      ['media-type-removed breaking response send,read #/components/responses/Order/content/application~1json'],
    ],
    [
      'in a shared body',
      { requestBodies: { Body: { required: true, ...json(ref('schemas', 'Outer')) } } },
      ['request-body-required breaking request send #/components/requestBodies/Body/required'],
    ],
    [
      'in a security scheme',
      { securitySchemes: { bearer: { type: 'apiKey', in: 'header', name: 'X-Key' } } },
      ['security-scheme-changed breaking request send #/components/securitySchemes/bearer/type'],
    ],
  ])('%s', (_, components, changes) => {
    expect(changesOf(contract(components))).toEqual(changes)
    expect(changesOf(base, contract(components))).toHaveLength(changes.length)
  })

  test('in what all operations inherit, except those that state it themselves', () => {
    const head = contract({}, { security: [{ bearer: [] }] })
    expect(changesOf(head)).toEqual(['security-added breaking request read,other #/security'])
  })
})

test('the places in both versions are reported', () => {
  const [change] = diffOf(base, contract({ headers: { Left: { schema: { type: 'integer' } } } })).changes
  expect(change?.base).toMatchObject({ line: 1, pointer: '#/components/headers/Left/required' })
  expect(change).not.toHaveProperty('head')
})

describe('a change is reported for each place where it stands', () => {
  const body = (name: string) => ({ required: true, ...json(ref('schemas', name)) })
  const address = { type: 'object', properties: { city: { type: 'string' } } }
  /** Two schemas that refer to a third one, each used by an operation of its own. */
  const twice = (property: JsonObject, schemas: JsonObject = { Address: address }): JsonObject => ({
    paths: {
      '/orders': { post: { operationId: 'addOrder', requestBody: body('Order'), responses: done } },
      '/refunds': { post: { operationId: 'addRefund', requestBody: body('Refund'), responses: done } },
    },
    components: {
      schemas: {
        ...schemas,
        Order: { type: 'object', properties: { ship_to: property } },
        Refund: { type: 'object', properties: { pay_to: property } },
      },
    },
  })
  const nullable = { oneOf: [{ type: 'null' }, ref('schemas', 'Address')] }
  const [order, refund] = ['Order/properties/ship_to', 'Refund/properties/pay_to'].map(
    place => `#/components/schemas/${place}`,
  )

  test('null beside a reference', () => {
    const [some, none] = [twice(nullable), twice(ref('schemas', 'Address'))]
    expect(changesOf(none, some)).toEqual([
      `null-refused breaking request addOrder ${order}`,
      `null-refused breaking request addRefund ${refund}`,
    ])
    expect(changesOf(some, none)).toEqual([
      `null-allowed compatible request addOrder ${order}`,
      `null-allowed compatible request addRefund ${refund}`,
    ])
  })

  test('a reference to another component', () => {
    const schemas = { Address: address, Short: { type: 'object', maxProperties: 2, properties: address.properties } }
    expect(changesOf(twice(ref('schemas', 'Short'), schemas), twice(ref('schemas', 'Address'), schemas))).toEqual([
      `max-properties-added breaking request addOrder ${order}`,
      `max-properties-added breaking request addRefund ${refund}`,
    ])
  })

  test('a change of the component itself, once', () => {
    const schemas = { Address: { ...address, maxProperties: 2 } }
    expect(changesOf(twice(nullable, schemas), twice(nullable))).toEqual([
      'max-properties-added breaking request addOrder,addRefund #/components/schemas/Address/maxProperties',
    ])
    expect(changesOf(twice(nullable, schemas), twice(ref('schemas', 'Address')))).toEqual(
      [
        `null-allowed compatible request addOrder ${order}`,
        `null-allowed compatible request addRefund ${refund}`,
        'max-properties-added breaking request addOrder,addRefund #/components/schemas/Address/maxProperties',
      ].sort((one, other) => Number(other.includes('breaking')) - Number(one.includes('breaking'))),
    )
  })
})

test('an alternative that is replaced as a whole is one removed and one added', () => {
  const tagged = (tag: string) => ({ type: 'object', required: ['kind'], properties: { kind: { const: tag } } })
  const pay = (...tags: string[]) => contract({ schemas: { Level: { oneOf: tags.map(tagged) } } })
  const level = '#/components/schemas/Level/oneOf/1'
  expect(changesOf(pay('card', 'wire'), pay('card', 'cash'))).toEqual([
    `alternative-removed breaking both send,read ${level}`,
    `alternative-added breaking both send,read ${level}`,
  ])
})
