import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, test } from 'vitest'
import { startServer, temporaryFolder } from '../support/process.ts'

test('every acknowledged write survives kill -9, twice in a row, and numbers have no gap', async () => {
  const env = { DATABASE: path.join(temporaryFolder(), 'new.db'), RATE_LIMIT: '1000000', CLOCK: '2026-11-22T12:00:00Z' }
  const acknowledged = new Map<string, string>()
  let token = ''

  for (const goal of [200, 400]) {
    const server = await startServer({ env })
    token ||= await server.login()
    const write = async (): Promise<void> => {
      for (;;) {
        const json = { subject: `Ticket ${crypto.randomUUID()}`, body: 'Before the end.' }
        const response = await server.call('/api/v1/tickets', { token, json })
        if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`)
        const { data } = (await response.json()) as { data: { number: string; subject: string } }
        acknowledged.set(data.number, data.subject)
        if (acknowledged.size >= goal) server.kill('SIGKILL')
      }
    }
    const ends = await Promise.allSettled(Array.from({ length: 8 }, write))
    expect(ends.map(({ status }) => status)).toEqual(ends.map(() => 'rejected'))
    expect(await server.exited).toMatchObject({ signal: 'SIGKILL' })
  }

  const last = await startServer({ env })
  expect(last.output.stdout).toContain('"event":"database_check"')
  const page = await (await last.call('/api/v1/tickets?per_page=1', { token })).json()
  last.kill('SIGTERM')
  await last.exited
  const sqlite = new Sqlite(env.DATABASE, { readonly: true })
  const rows = sqlite.prepare('SELECT number, subject, client_id FROM tickets ORDER BY number').all() as {
    number: string
    subject: string
    client_id: number
  }[]
  expect(sqlite.pragma('quick_check', { simple: true })).toBe('ok')
  sqlite.close()
  const again = await startServer({ env })
  again.kill('SIGTERM')
  // Another program has only read the file since the clean stop.
  expect((await again.exited).stdout).not.toContain('database_check')
  const stored = new Map(rows.map(({ number, subject }) => [number, subject]))
  expect(acknowledged.size).toBeGreaterThanOrEqual(400)
  expect([...acknowledged].filter(([number, subject]) => stored.get(number) !== subject)).toEqual([])
  expect(rows.map(({ number }) => number)).toEqual(
    rows.map((_, index) => `TKT-2026-${String(index + 1).padStart(4, '0')}`),
  )
  expect(page).toMatchObject({ meta: { total: rows.filter(({ client_id }) => client_id === 4).length } })
})
