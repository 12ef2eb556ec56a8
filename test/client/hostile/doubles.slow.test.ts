import { isApiError } from '@clustrix/client'
import { expect, test } from 'vitest'
import type { TestApp } from '../../support/app.ts'
import { mishaps } from './chaos.ts'
import { withoutKey, world } from './world.ts'

interface Write {
  name: string
  /** Whether the client says that it is done; if not, it may be done or not. */
  isDone: boolean
}

/** Runs writes, some at a time; each ends in an answer of success or in an ApiError without one. */
async function writeAll(names: string[], write: (name: string) => Promise<unknown>): Promise<Write[]> {
  const waiting = [...names]
  const written: Write[] = []
  const others: unknown[] = []
  const worker = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      try {
        await write(name)
        written.push({ name, isDone: true })
      } catch (error) {
        if (!isApiError(error) || error.status !== 0) others.push(error)
        written.push({ name, isDone: false })
      }
    }
  }
  await Promise.all(Array.from({ length: 20 }, worker))
  expect(others).toEqual([])
  return written
}

/** What is there twice, and what is not there though the client said so. */
const faultsOf = (written: Write[], there: string[]) => ({
  twice: there.filter((name, index) => there.indexOf(name) !== index),
  lost: written.filter(({ name, isDone }) => isDone && !there.includes(name)).map(({ name }) => name),
  unasked: there.filter(name => !written.some(write => write.name === name)),
})

const NONE = { twice: [], lost: [], unasked: [] }
const names = Array.from({ length: 200 }, (_, index) => `Disk ${index} is full`)

async function subjectsOf({ direct }: Awaited<ReturnType<typeof world>>): Promise<string[]> {
  const subjects: string[] = []
  for await (const { subject } of direct.items('/api/v1/tickets', { params: { query: { per_page: 100 } } }))
    if (/^Disk \d+ is full$/.test(subject)) subjects.push(subject)
  return subjects
}

test('no ticket is ever created twice, and none that was said to be is lost', async () => {
  const there = await world(1)
  const written = await writeAll(names, subject =>
    there.api.orThrow.POST('/api/v1/tickets', { body: { subject, body: 'On web-3.' } }),
  )
  expect(faultsOf(written, await subjectsOf(there))).toEqual(NONE)
  expect([...there.seen].sort()).toEqual([...mishaps].sort())
  expect(written.filter(({ isDone }) => isDone).length).toBeGreaterThan(150)
}, 60_000)

test('without the key it would be seen to happen', async () => {
  const there = await world(1, withoutKey)
  const written = await writeAll(names, subject =>
    there.api.orThrow.POST('/api/v1/tickets', { body: { subject, body: 'On web-3.' } }),
  )
  expect(faultsOf(written, await subjectsOf(there)).twice.length).toBeGreaterThan(5)
}, 60_000)

test('a program that runs again with keys of its own ends with each ticket once', async () => {
  const there = await world(2)
  const write = (subject: string) =>
    there.api.orThrow.POST('/api/v1/tickets', {
      params: { header: { 'Idempotency-Key': `nightly ${subject}` } },
      body: { subject, body: 'On web-3.' },
    })
  let left = names
  for (let run = 0; run < 20 && left.length > 0; run++) {
    const written = await writeAll(left, write)
    left = written.filter(({ isDone }) => !isDone).map(({ name }) => name)
  }
  expect({ left, subjects: (await subjectsOf(there)).sort() }).toEqual({ left: [], subjects: names.toSorted() })
}, 60_000)

test('no reply is written twice', async () => {
  const there = await world(3)
  const init = { params: { path: { id: await openTicketOf(there.app) } } }
  const written = await writeAll(names, body =>
    there.api.orThrow.POST('/api/v1/tickets/{id}/reply', { ...init, body: { body } }),
  )
  const { data } = await there.direct.orThrow.GET('/api/v1/tickets/{id}', init)
  const bodies = data.data.replies.map(({ body }) => body).filter(body => names.includes(body))
  expect(faultsOf(written, bodies)).toEqual(NONE)
}, 60_000)

async function openTicketOf(app: TestApp): Promise<number> {
  const created = await app.call('/api/v1/tickets', {
    token: await app.login(),
    json: { subject: 'Replies', body: 'To come.' },
  })
  return ((await created.json()) as { data: { id: number } }).data.id
}
