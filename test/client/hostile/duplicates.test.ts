import { expect, test } from 'vitest'
import { startUnreliableApp, withoutKey } from './unreliable-app.ts'
import { type NetworkFault, networkFaults } from './unreliable-proxy.ts'
import { compareWrites, createdSubjects, createTickets, NO_DIFFERENCE, subjects } from './writes.ts'

/** Without the fault that ends in a timeout, which takes time. `duplicates.slow.test.ts` has it. */
const quickFaults = networkFaults.filter(fault => fault !== 'response too late')

/** Every second request has no fault, the others each fault in turn. */
function alternatingFaults(): () => NetworkFault {
  let requests = 0
  return () => {
    const index = requests++
    return index % 2 === 0 ? 'none' : quickFaults[Math.floor(index / 2) % quickFaults.length]!
  }
}

test('20 tickets over an unreliable network: none is duplicated, none that was confirmed is lost', async () => {
  const app = await startUnreliableApp(alternatingFaults())
  const written = await createTickets(app, subjects(20))
  expect(compareWrites(written, await createdSubjects(app))).toEqual(NO_DIFFERENCE)
  expect([...app.seen].sort()).toEqual(quickFaults.toSorted())
  expect(written.filter(({ isConfirmed }) => isConfirmed).length).toBeGreaterThan(10)
})

test('without idempotency keys, tickets would be duplicated', async () => {
  const app = await startUnreliableApp(alternatingFaults(), withoutKey)
  const written = await createTickets(app, subjects(20))
  expect(compareWrites(written, await createdSubjects(app)).duplicated).not.toEqual([])
})
