import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../openapi/document.ts'
import { diffOf } from './documents.ts'

/** A contract that uses the enum `Status` as a filter of a list and in its rows. */
const contract = (status: JsonObject): JsonObject => ({
  paths: {
    '/things': {
      get: {
        operationId: 'listThings',
        parameters: [{ name: 'status', in: 'query', schema: { $ref: '#/components/schemas/Status' } }],
        responses: {
          200: {
            description: 'Done.',
            content: {
              'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Status' } } },
            },
          },
        },
      },
    },
  },
  components: { schemas: { Status: status } },
})
const closed = (...list: string[]): JsonObject => ({ type: 'string', enum: list })
const extensible = (...list: string[]): JsonObject => ({ ...closed(...list), 'x-extensible': true })

const changesOf = (base: JsonObject, head: JsonObject) =>
  diffOf(contract(base), contract(head)).changes.map(
    ({ rule, verdict, severity, direction }) => `${rule} ${verdict} ${severity} ${direction}`,
  )

describe('an enum that requests and responses use', () => {
  test('may gain values that were announced', () => {
    expect(changesOf(extensible('a'), extensible('a', 'b'))).toEqual([
      'extensible-enum-value-added compatible info both',
    ])
  })

  test('must not gain others, also if they are announced at the same time', () => {
    expect(changesOf(closed('a'), closed('a', 'b'))).toEqual(['enum-value-added breaking warning both'])
    expect(changesOf(closed('a'), extensible('a', 'b'))).toEqual([
      'enum-value-added breaking warning both',
      'extensible-added breaking warning both',
    ])
  })

  test('must not lose values that clients send', () => {
    expect(changesOf(extensible('a', 'b'), extensible('a'))).toEqual(['enum-value-removed breaking error both'])
  })

  test('breaks clients when it becomes extensible, not when it becomes closed', () => {
    expect(changesOf(closed('a'), extensible('a'))).toEqual(['extensible-added breaking warning both'])
    expect(changesOf(extensible('a'), closed('a'))).toEqual(['extensible-removed compatible info both'])
  })
})

test('a change of the mark is reported at the enum', () => {
  const [change] = diffOf(contract(closed('a')), contract(extensible('a'))).changes
  expect(change?.base?.pointer).toBe('#/components/schemas/Status/enum')
  expect(change?.head?.pointer).toBe('#/components/schemas/Status/enum')
  expect(change?.message).toContain('Status')
})
