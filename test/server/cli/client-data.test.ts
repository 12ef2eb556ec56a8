import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { openDatabase } from '../../../server/database/open.ts'
import { seedDemo } from '../../../server/demo/seed.ts'
import { ACME, plainPasswords, testApp } from '../../support/app.ts'
import { invoiceFile } from '../../support/invoice-file.ts'
import { operator, operatorOnFile } from '../../support/operator.ts'
import { replacing } from '../../support/replacing.ts'
import type { Schemas } from '../../support/session.ts'
import { newFile } from '../database/sqlite/files.ts'

const CANCEL = `
  UPDATE subscriptions SET state = 'cancelled', cancelled_at = started_at, ends_at = started_at, paused_at = NULL, resume_at = NULL,
    cancellation_reason = 'PRIVATE reason'
  WHERE client_id = 4`

interface Document {
  client: { id: number; name: string }
  users: { id: number; tokens: { name: string }[] }[]
  subscriptions: Schemas['Subscription'][]
  invoices: Schemas['InvoiceDetail'][]
  tickets: Schemas['TicketDetail'][]
}

describe('clustrix client export', () => {
  test('writes what the API shows of all data of the client, and nothing of another', async () => {
    const app = testApp()
    const token = await app.login()
    const get = async <T>(path: string) =>
      ((await (await app.call(`/api/v1${path}`, { token })).json()) as { data: T }).data
    const run = operator(app.database)
    await run(['ticket', 'note', '203', '--body', 'SECRET note'])
    const file = newFile()
    const { json } = await run(['client', 'export', '4', file, '--json'])
    const text = readFileSync(file, 'utf8')
    expect(json.data).toEqual({ file, bytes: Buffer.byteLength(text) })
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(text).not.toMatch(/plain:|SECRET|soren|"client_id": ?5/)
    expect(text).not.toContain(token.split('|')[1])

    const { client, users, subscriptions, invoices, tickets } = JSON.parse(text) as Document
    expect(client).toMatchObject({ id: 4, name: 'Acme Corp' })
    expect(users.map(({ id, tokens }) => [id, tokens.map(({ name }) => name)])).toEqual([
      [7, ['API token']],
      [8, []],
    ])
    const cancelled = await get<Schemas['Subscription'][]>('/subscriptions?status=cancelled')
    const others = await get<Schemas['Subscription'][]>('/subscriptions')
    expect(subscriptions).toEqual([...cancelled, ...others].sort((a, b) => a.id - b.id))
    const listed = await get<Schemas['Invoice'][]>('/invoices?per_page=100')
    expect(invoices.map(({ id }) => id)).toEqual(listed.map(({ id }) => id).reverse())
    for (const invoice of invoices) {
      const { pdf_url, ...shown } = await get<Schemas['InvoiceDetail']>(`/invoices/${invoice.id}`)
      expect(invoice).toEqual(shown)
    }
    expect(tickets.map(({ id }) => id)).toEqual([201, 202, 203, 204, 205])
    for (const ticket of tickets) expect(ticket).toEqual(await get(`/tickets/${ticket.id}`))
  })

  test('writes all replies of a ticket, however many', async () => {
    const { database } = testApp()
    const file = newFile()
    const replies = 600
    await database.run(
      `INSERT INTO ticket_replies (client_id, ticket_id, body, author_type, author_name, created_at)
        WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < :replies)
        SELECT 4, 203, 'Reply ' || i, 'staff', 'Jo', '2026-11-22T08:00:00Z' FROM n`,
      { replies },
    )
    await operator(database)(['client', 'export', '4', file])
    const { tickets } = JSON.parse(readFileSync(file, 'utf8')) as Document
    expect(tickets.find(({ id }) => id === 203)?.replies.map(({ body }) => body)).toEqual(
      Array.from({ length: replies }, (_, index) => `Reply ${index + 1}`),
    )
  })

  test('never replaces a file, and leaves none if it fails', async () => {
    const { database } = testApp()
    const file = newFile()
    expect((await operator(database)(['client', 'export', '99', file])).err).toContain('There is no client 99')
    const broken = replacing<Database>(database, { read: () => Promise.reject(new Error('broken')) })
    expect((await operator(broken)(['client', 'export', '4', file])).exitCode).toBe(1)
    expect(readdirSync(dirname(file))).toEqual([])
    writeFileSync(file, 'kept')
    const { exitCode, err } = await operator(database)(['client', 'export', '4', file])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: `${file} exists already; choose another name\n` })
    expect((await operator(database)(['client', 'export', '4', `${file}/x`])).err).toContain('folder does not exist')
    expect(readFileSync(file, 'utf8')).toBe('kept')
  })
})

/** A file with the demo data, that a server has open, and private texts of client 4 everywhere. */
async function setUpFile() {
  const file = newFile()
  const server = await openDatabase(file)
  onTestFinished(() => server.close())
  await seedDemo(server, { passwordHash: plainPasswords.hash })
  const app = testApp({ wrap: () => server })
  const token = await app.login()
  await server.run(CANCEL)
  await server.run(
    `UPDATE clients SET email = 'PRIVATE@acme.example', line2 = 'PRIVATE floor', external_ref = 'PRIVATE-4' WHERE id = 4`,
  )
  await server.run(`UPDATE users SET name = 'PRIVATE ' || name, external_ref = 'PRIVATE-' || id WHERE client_id = 4`)
  const json = { subject: 'PRIVATE subject', body: `PRIVATE body ${'x'.repeat(9_000)} PRIVATE end` }
  const created = await app.call('/api/v1/tickets', { token, json, headers: { 'Idempotency-Key': 'one' } })
  const { data } = (await created.json()) as { data: { id: number } }
  await app.call(`/api/v1/tickets/${data.id}/reply`, { token, json: { body: 'PRIVATE reply' } })
  await app.call('/api/v1/auth/token', { json: { email: 'you@company.com', password: 'x', name: 'PRIVATE token' } })
  return { file, server, app, token, ticket: data.id, run: operatorOnFile(file) }
}

const stored = (file: string) =>
  [file, `${file}-wal`].map(each => readFileSync(each, { flag: 'a+' }).toString('latin1')).join()

describe('clustrix client erase', () => {
  test('leaves no personal data in the files of the database, while a server has it open', async () => {
    const { file, run, server } = await setUpFile()
    expect(stored(file)).toContain('PRIVATE')
    expect(stored(file)).toContain('you@company.com')
    const { exitCode, json } = await run(['client', 'erase', '4', '--yes', '--json'])
    expect({ exitCode, json }).toMatchObject({ exitCode: 0, json: { data: { id: 4, name: 'Erased', email: null } } })
    expect(stored(file).match(/PRIVATE.{9}|you@company\.com|ap@acme\.example|Jordan Avery|Priya Raman/g)).toBeNull()
    expect(await server.all('SELECT id FROM tokens WHERE user_id IN (7, 8)')).toEqual([])
  })

  test('keeps issued invoices as they are, and other clients', async () => {
    const { run, server } = await setUpFile()
    const read = async () => [
      await server.all(`SELECT * FROM invoices WHERE state <> 'draft' ORDER BY id`),
      await server.all('SELECT * FROM payments'),
      await server.all('SELECT * FROM clients WHERE id = 5'),
      await server.all('SELECT * FROM users WHERE client_id = 5'),
      await server.all(
        'SELECT t.*, r.* FROM tickets t LEFT JOIN ticket_replies r ON r.ticket_id = t.id WHERE t.client_id = 5',
      ),
    ]
    const before = await read()
    await run(['client', 'erase', '4', '--yes'])
    expect(await read()).toEqual(before)
  })

  test('ends the logins and tokens, and is refused a second time', async () => {
    const { run, app, token } = await setUpFile()
    await run(['client', 'erase', '4', '--yes'])
    expect((await app.call('/api/v1/me', { token })).status).toBe(401)
    for (const email of [ACME, 'erased-7@erased.invalid']) {
      expect((await app.call('/api/v1/auth/token', { json: { email, password: 'x' } })).status).toBe(422)
    }
    const { exitCode, err } = await run(['client', 'erase', '4', '--yes'])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: 'Client 4 was erased at 2026-11-22T12:00:00Z\n' })
  })

  test.each([
    [['client', 'update', '4', '--city', 'Berlin']],
    [['client', 'enable', '4']],
    [['user', 'enable', '7']],
    [['user', 'password', '7', '--password-stdin']],
    [['user', 'add', '--client', '4', '--email', 'a@b', '--name', 'A', '--password-stdin']],
    [['subscription', 'add', '--client', '4', '--name', 'A', '--amount', '1.00']],
    [['invoice', 'issue', '-']],
  ])('%j is refused afterwards', async args => {
    const { database } = testApp()
    const run = operator(database)
    await database.run(CANCEL)
    await run(['client', 'erase', '4', '--yes'])
    const input = args[0] === 'invoice' ? JSON.stringify(invoiceFile()) : 'a new password'
    const { exitCode, err } = await run(args, { input })
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringMatching(/client 4 was erased/i) })
  })

  test('that is interrupted is completed by another run', async () => {
    const { database } = testApp()
    await database.run(CANCEL)
    let writes = 0
    const failing = replacing<Database>(database, {
      write: work => {
        writes += 1
        return writes === 4 ? Promise.reject(new Error('killed')) : database.write(work)
      },
    })
    expect((await operator(failing)(['client', 'erase', '4', '--yes'])).exitCode).toBe(1)
    expect(await database.one('SELECT erased_at FROM clients WHERE id = 4')).toEqual({ erased_at: null })
    expect((await operator(database)(['client', 'erase', '4', '--yes'])).exitCode).toBe(0)
    const left = await database.all(`SELECT subject, body FROM tickets WHERE client_id = 4 AND subject <> 'Erased'`)
    expect(left).toEqual([])
  })

  test('asks first, and is refused while a subscription is not cancelled', async () => {
    const { database } = testApp()
    const { exitCode, err } = await operator(database)(['client', 'erase', '4', '--yes'])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('cancel them first') })
    await database.run(CANCEL)
    expect((await operator(database)(['client', 'erase', '4'])).exitCode).toBe(2)
    const declining = operator(database, { isInteractive: true, ask: async () => 'n' })
    expect((await declining(['client', 'erase', '4'])).err).toBe('Not confirmed; nothing was changed\n')
    expect(await database.one('SELECT disabled_at FROM clients WHERE id = 4')).toEqual({ disabled_at: null })
  })
})
