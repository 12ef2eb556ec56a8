import { describe, expect, test } from 'vitest'
import { follow } from '../../../../openapi/pointer.ts'
import { parseDocument } from '../../../../openapi/read.ts'
import { diffDocuments } from '../../../../review/diff/diff.ts'
import { markedDocument } from '../../../../review/report/docs/marked.ts'
import { edited } from '../versions.ts'

const BASE = `openapi: 3.1.0
info: { title: Orders, version: 1.0.0 }
paths:
  /orders:
    get:
      operationId: listOrders
      description: Returns the orders of your client, newest first, without drafts.
      parameters:
        - { name: status, in: query, description: Only these., schema: { $ref: '#/components/schemas/Status' } }
        - { name: size, in: query, description: Number of orders., schema: { type: integer, maximum: 5 } }
      responses:
        '200':
          description: Orders.
          content: { application/json: { schema: { $ref: '#/components/schemas/Order' } } }
components:
  schemas:
    Status: { type: string, description: Status of an order., enum: [open, sent, lost] }
    Order:
      type: object
      description: An order.
      properties:
        id: { type: integer, description: Its ID. }
        status: { description: Where it is., allOf: [{ $ref: '#/components/schemas/Status' }] }
        note: { type: string }
`

/** The description at a pointer of the reference after an edit. */
function described(pointer: string, ...edits: [from: string, to: string][]): string {
  const [base, head] = [BASE, edited(BASE, ...edits)].map(text => parseDocument('orders.yaml', text))
  if (!base || !head) throw new Error('unreachable')
  return String(follow(markedDocument(base, head, diffDocuments(base, head)), `${pointer}/description`))
}

const OPERATION = '#/paths/~1orders/get'
const removal: [string, string] = [', lost]', ']']
const VALUES = 'Before: `["open","sent","lost"]` Now: `["open","sent"]`'

describe('what changed is said, with the old and the new value,', () => {
  test.each([
    ['at the operation', OPERATION, 'Returns the orders'],
    ['at the schema', '#/components/schemas/Status', 'Status of an order.'],
    ['at a parameter that describes its schema itself', `${OPERATION}/parameters/0`, 'Only these.'],
    ['at a property that describes its schema itself', '#/components/schemas/Order/properties/status', 'Where it is.'],
  ])('%s', (_, pointer, own) => {
    const text = described(pointer, removal)
    expect(text).toMatch(/^(- )?\*\*Breaking:\*\* Status no longer allows `lost`\. /)
    expect(text).toContain(VALUES)
    expect(text).toContain(`\n\n---\n\n${own}`)
  })

  test('and at nothing else', () => {
    expect(described(`${OPERATION}/parameters/1`, removal)).toBe('Number of orders.')
    expect(described('#/components/schemas/Order/properties/id', removal)).toBe('Its ID.')
  })
})

test('values that the message contains are not repeated', () => {
  const text = described(`${OPERATION}/parameters/1`, ['maximum: 5', 'maximum: 9'])
  expect(text).toMatch(/5.*9/)
  expect(text).not.toContain('Before:')
})

test('a removed property is noted at its schema, an added one at itself', () => {
  expect(described('#/components/schemas/Order', ['        note: { type: string }\n', ''])).toContain('note')
  const added = described('#/components/schemas/Order/properties/total', [
    'note: { type: string }',
    'note: { type: string }\n        total: { type: string, description: The sum. }',
  ])
  expect(added).toMatch(/^\*\*Added:\*\* .*\n\n---\n\nThe sum\.$/)
})

test('of a text, only the words that changed are shown', () => {
  const text = described(OPERATION, ['newest first', '**oldest** first <b>'])
  expect(text).toContain('Before: “… of your client, newest first, without drafts.”')
  expect(text).toContain('Now: “… of your client, **oldest** first &lt;b\\>, without drafts.”')
})
