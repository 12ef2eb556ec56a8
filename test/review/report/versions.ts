import type { OpenApiDocument } from '../../../openapi/document.ts'
import { parseDocument } from '../../../openapi/read.ts'
import type { At, Change, Diff } from '../../../review/diff/change.ts'
import type { Gate } from '../../../review/diff/gate.ts'

export const BASE = `openapi: 3.1.0
info: { title: Orders, version: 1.4.0 }
tags: [{ name: Orders }]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [Orders]
      summary: List orders
      parameters:
        - { name: status, in: query, schema: { type: string, enum: [open, sent, lost] } }
      responses:
        '200':
          description: All orders.
          content:
            application/json:
              schema: { type: object, properties: { data: { type: array, items: { $ref: '#/components/schemas/Order' } } } }
              examples:
                one: { value: { data: [{ id: 1, status: open }] } }
    post:
      operationId: addOrder
      tags: [Orders]
      summary: Add an order
      requestBody:
        content:
          application/json:
            schema: { $ref: '#/components/schemas/Order' }
      responses:
        '201':
          description: Added.
components:
  schemas:
    Order:
      type: object
      properties:
        id: { type: integer }
        status: { type: string, enum: [open, sent, lost] }
`

/** Each edit must apply exactly once. */
export function edited(text: string, ...edits: [from: string, to: string][]): string {
  return edits.reduce((whole, [from, to]) => {
    if (whole.split(from).length !== 2) throw new Error(`${from} does not stand once in the text`)
    return whole.replace(from, () => to)
  }, text)
}

export const documentOf = (...edits: [from: string, to: string][]): OpenApiDocument =>
  parseDocument('orders.yaml', edited(BASE, ...edits))

export const base = documentOf()

/** A value removed, a parameter added, an operation replaced by another, and a summary reworded. */
export const HEAD = edited(
  BASE,
  [
    'enum: [open, sent, lost] } }\n      responses',
    'enum: [open, sent] } }\n        - { name: due, in: query, schema: { type: string, format: date } }\n      responses',
  ],
  ['[{ id: 1, status: open }]', '[{ id: 1, status: sent }]'],
  ['List orders', 'List orders | </details> @octocat'],
  ['post:\n      operationId: addOrder', 'put:\n      operationId: putOrder'],
)

export const head = parseDocument('orders.yaml', HEAD)

const at = (document: OpenApiDocument, pointer: string): At => ({ ...document.place(pointer), pointer })

export const change = (change: Partial<Change>): Change => ({
  rule: 'some-rule',
  verdict: 'compatible',
  severity: 'info',
  direction: 'request',
  operations: [],
  message: 'something changed',
  hint: '',
  ...change,
})

const STATUS = '#/paths/~1orders/get/parameters/0/schema/enum'

const CHANGES: Change[] = [
  change({
    rule: 'enum-narrowed',
    verdict: 'breaking',
    severity: 'error',
    operations: ['listOrders'],
    base: at(base, STATUS),
    head: at(head, STATUS),
    message: 'the query parameter `status` no longer takes "lost"',
    hint: 'Requests that were valid may be rejected. Keep accepting them, or raise the major version.',
  }),
  change({
    rule: 'operation-removed',
    verdict: 'breaking',
    severity: 'error',
    direction: 'both',
    operations: ['addOrder'],
    base: at(base, '#/paths/~1orders/post'),
    message: 'POST /orders was removed',
    hint: 'Every request to it fails. Deprecate it first and remove it in a major version.',
  }),
  change({
    rule: 'parameter-added',
    operations: ['listOrders'],
    head: at(head, '#/paths/~1orders/get/parameters/1'),
    message: 'listOrders accepts a new optional parameter due',
  }),
  change({
    rule: 'operation-added',
    direction: 'both',
    operations: ['putOrder'],
    head: at(head, '#/paths/~1orders/put'),
    message: 'PUT /orders was added',
  }),
  change({
    rule: 'unclassified',
    severity: 'warning',
    direction: 'none',
    head: at(head, '#/tags'),
    message: 'x-odd of the tag Orders was added (true), which no rule covers',
  }),
  change({
    rule: 'summary-changed',
    verdict: 'docs',
    direction: 'none',
    operations: ['listOrders'],
    base: at(base, '#/paths/~1orders/get/summary'),
    head: at(head, '#/paths/~1orders/get/summary'),
    message: 'the summary of listOrders is "List orders | </details> @octocat"',
  }),
]

export const diffOf = (changes: Change[], rest: Partial<Diff> = {}): Diff => ({
  base: { file: 'orders.yaml', version: '1.4.0' },
  head: { file: 'orders.yaml', version: '1.4.0' },
  verdict: 'breaking',
  requiredBump: 'major',
  changes,
  ...rest,
})

export const gateOf = (rest: Partial<Gate>): Gate => ({
  required: 'major',
  rise: 'none',
  isBreaking: true,
  isEnough: true,
  accepted: [],
  problems: [],
  message: 'info.version stays at 1.4.0; no rise is required',
  ...rest,
})

/** The diff of these two versions. */
export const diff = diffOf(CHANGES)
