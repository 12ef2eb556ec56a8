import { describe, expect, test } from 'vitest'
import { ORDER_OPERATIONS, withOrders } from '../../../conformance/in-process/orders/contract.ts'
import { createInProcess } from '../../../conformance/in-process/target.ts'
import { orders, unknownResource } from '../../../conformance/mutants/server/unknown-resource.ts'
import type { Report } from '../../../conformance/report.ts'
import { runConformance } from '../../../conformance/run.ts'
import { loadDocument } from '../../../openapi/read.ts'

const contract = withOrders(loadDocument('openapi.yaml'))
const operations = ORDER_OPERATIONS

const rulesOfOrders = ({ cells }: Report) =>
  cells.filter(({ kind, operation = '' }) => kind === 'rule' && operation.includes('Order'))

describe('a resource that the suite does not know', () => {
  test('passes if it follows the contract, with every rule for its shape', async () => {
    const report = await runConformance({ contract, target: await createInProcess(orders) })
    expect([report.verdict, report.violations]).toEqual(['passed', []])
    expect(rulesOfOrders(report).length).toBeGreaterThan(15)
  })

  test.each(unknownResource)('fails if it $name', async mutant => {
    const target = await createInProcess(mutant)
    const { violations } = await runConformance({ contract, operations, target, stopAtFirst: true })
    expect(violations).toMatchObject([{ operation: expect.stringMatching(/Order/) }])
  })
})

test('rules that cannot be checked, because a client has no rows, are uncovered cells with a reason', async () => {
  const target = await createInProcess(orders)
  const [, other, newcomer] = target.accounts
  target.accounts = [newcomer!, other!]
  const report = await runConformance({ contract, operations: ['listOrders', 'getOrder'], target })
  expect(report.verdict).toBe('failed')
  const rules = report.cells.filter(
    ({ kind, seen, exclusion }) => kind === 'rule' && seen === 0 && exclusion === undefined,
  )
  expect(rules.map(({ name, reason }) => `${name}: ${reason}`)).toEqual([
    'listOrders: pages split the list, newest first, with correct links and counts: the list has fewer than two rows',
    'listOrders: a page past the end is empty and links to the last page: the list has no rows',
    'listOrders: status returns exactly the rows with the value, in pages: the list has no rows',
    'listOrders: max_id leaves out newer rows, also from the total: the list has no rows',
    'listOrders: links.next and links.prev visit each row exactly once: the list has fewer than two rows',
    'listOrders: a row that createOrder adds during a walk does not shift the pages: the list has fewer than two rows',
    'getOrder: a row has the values that its list shows: the list has no rows',
  ])
  expect(rules[0]?.hint).toMatch(/conformance\/in-process\/test-data\/orders\.ts.*conformance\/scenarios\/orders\.ts/)
})
