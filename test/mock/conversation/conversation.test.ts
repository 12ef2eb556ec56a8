import { describe, expect, test } from 'vitest'
import { createOperationFinder, serverOperations } from '../../../mock/operations.ts'
import { operationsOf } from '../../../openapi/operations.ts'
import { loadDocument } from '../../../openapi/read.ts'
import { mock, ORIGIN, type Recorded, record, server, withoutDrawing } from './record.ts'
import { conversation, limitedConversation } from './steps.ts'

/** Each operation, status code and media type that the contract declares. */
const declared = operationsOf(loadDocument('openapi.yaml')).flatMap(({ id, responses }) =>
  responses.flatMap(([status, { value }]) => {
    const types = Object.keys((value.content as object | undefined) ?? {})
    return (types.length > 0 ? types : ['']).map(type => `${id} ${status} ${type}`.trim())
  }),
)

const recorded = await record(server(60), conversation)
const limited = await record(server(1), limitedConversation)

describe('the conversation', () => {
  test('has every operation, status code and media type of the contract', () => {
    const find = createOperationFinder(serverOperations)
    const seen = new Set(
      [...conversation, ...limitedConversation].map(({ method, path }, index) => {
        const { status, headers } = [...recorded, ...limited][index] as Recorded
        return [find(method, new URL(path, ORIGIN).pathname), status, headers['content-type']].join(' ').trim()
      }),
    )
    expect(declared.length).toBeGreaterThan(90)
    expect(declared.filter(each => !seen.has(each))).toEqual([])
  })

  // Differences between server and mock that are intended: the PDF, and the origins that browsers may call it from.
  test('is the same with the mock, but for the drawing of the PDF', async () => {
    expect((await record(mock(60), conversation)).map(withoutDrawing)).toEqual(recorded.map(withoutDrawing))
  })

  test('is the same with the mock when requests are limited', async () => {
    expect(await record(mock(1), limitedConversation)).toEqual(limited)
    // A difference is found.
    expect(await record(mock(2), limitedConversation)).not.toEqual(limited)
  })
})
