import { expect, test } from 'vitest'
import { operationsOf } from '../../../../openapi/operations.ts'
import { loadDocument } from '../../../../openapi/read.ts'
import { addedOperation } from '../../../../review/report/effects/added-operations.ts'
import { documentOf } from '../versions.ts'

const operationIn = (document: ReturnType<typeof documentOf>, id: string) => {
  const operation = operationsOf(document).find(each => each.id === id)
  if (!operation) throw new Error(`no operation ${id}`)
  return addedOperation(document, operation)
}

test('a request and a response have the examples of the contract', () => {
  const { summary, request, response } = operationIn(documentOf(), 'listOrders')
  expect(summary).toBe('List orders')
  expect(request).toEqual(['GET /orders'])
  expect(response.slice(0, 3)).toEqual(['HTTP/1.1 200', 'Content-Type: application/json', ''])
  expect(JSON.parse(response.slice(3).join('\n'))).toEqual({ data: [{ id: 1, status: 'open' }] })
})

test('without an example, a body has those of its properties', () => {
  const { request, response } = operationIn(
    documentOf(['id: { type: integer }', 'id: { type: integer, examples: [7] }']),
    'addOrder',
  )
  expect(request.slice(0, 3)).toEqual(['POST /orders', 'Content-Type: application/json', ''])
  expect(JSON.parse(request.slice(3).join('\n'))).toEqual({ id: 7, status: 'open' })
  expect(response).toEqual(['HTTP/1.1 201'])
})

test('required parameters have their examples, and the token is mentioned', () => {
  const contract = loadDocument('openapi.yaml')
  const { request, description } = operationIn(contract, 'pauseSubscription')
  expect(request[0]).toMatch(/^POST \/api\/v1\/subscriptions\/\d+\/pause$/)
  expect(request[1]).toBe('Authorization: …')
  expect(description).toContain('`active`')
})
