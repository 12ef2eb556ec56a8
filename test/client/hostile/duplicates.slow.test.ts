import { expect, test } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import { randomFaults, startUnreliableApp, withoutKey } from './unreliable-app.ts'
import { networkFaults } from './unreliable-proxy.ts'
import { compareWrites, createdSubjects, createTickets, NO_DIFFERENCE, subjects, writeAll } from './writes.ts'

const names = subjects(200)

test('no ticket is duplicated, and none that was confirmed is lost', async () => {
  const app = await startUnreliableApp(randomFaults(1))
  const written = await createTickets(app, names)
  expect(compareWrites(written, await createdSubjects(app))).toEqual(NO_DIFFERENCE)
  expect([...app.seen].sort()).toEqual([...networkFaults].sort())
  expect(written.filter(({ isConfirmed }) => isConfirmed).length).toBeGreaterThan(150)
})

test('without idempotency keys, tickets would be duplicated', async () => {
  const app = await startUnreliableApp(randomFaults(1), withoutKey)
  const written = await createTickets(app, names)
  expect(compareWrites(written, await createdSubjects(app)).duplicated.length).toBeGreaterThan(5)
})

test('a program that is run again with the same keys creates each ticket exactly once', async () => {
  const app = await startUnreliableApp(randomFaults(2))
  const write = (subject: string) =>
    app.api.orThrow.POST('/api/v1/tickets', {
      params: { header: { 'Idempotency-Key': `nightly ${subject}` } },
      body: { subject, body: 'On web-3.' },
    })
  let left = names
  for (let run = 0; run < 20 && left.length > 0; run++) {
    const written = await writeAll(left, write)
    left = written.filter(({ isConfirmed }) => !isConfirmed).map(({ name }) => name)
  }
  expect({ left, subjects: (await createdSubjects(app)).sort() }).toEqual({ left: [], subjects: names.toSorted() })
})

test('no reply is duplicated', async () => {
  const app = await startUnreliableApp(randomFaults(3))
  const init = { params: { path: { id: await createTicket(app.app) } } }
  const written = await writeAll(names, body =>
    app.api.orThrow.POST('/api/v1/tickets/{id}/reply', { ...init, body: { body } }),
  )
  const { data } = await app.direct.orThrow.GET('/api/v1/tickets/{id}', init)
  const bodies = data.data.replies.map(({ body }) => body).filter(body => names.includes(body))
  expect(compareWrites(written, bodies)).toEqual(NO_DIFFERENCE)
})

async function createTicket(app: TestApp): Promise<number> {
  const created = await app.call('/api/v1/tickets', {
    token: await app.login(),
    json: { subject: 'Replies', body: 'To come.' },
  })
  return ((await created.json()) as { data: { id: number } }).data.id
}
