import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Database } from '../../../server/database/database.ts'
import { ACME, testApp } from '../../support/app.ts'
import { shareDemo } from '../../support/engine.ts'
import { invoiceFile } from '../../support/invoice-file.ts'
import { operator, operatorAt } from '../../support/operator.ts'
import { replacing } from '../../support/replacing.ts'
import type { Schemas } from '../../support/session.ts'
import { rowsOf } from '../../support/state.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { addPrivateTexts, CANCEL, PERSONAL } from './private-texts.ts'

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
    const file = path.join(temporaryFolder(), 'a.json')
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
    const file = path.join(temporaryFolder(), 'a.json')
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
    const file = path.join(temporaryFolder(), 'a.json')
    expect((await operator(database)(['client', 'export', '99', file])).err).toContain('There is no client 99')
    const broken = replacing<Database>(database, { read: () => Promise.reject(new Error('broken')) })
    expect((await operator(broken)(['client', 'export', '4', file])).exitCode).toBe(1)
    expect(readdirSync(path.dirname(file))).toEqual([])
    writeFileSync(file, 'kept')
    const { exitCode, err } = await operator(database)(['client', 'export', '4', file])
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: `${file} exists already; choose another name\n` })
    expect((await operator(database)(['client', 'export', '4', `${file}/x`])).err).toContain('folder does not exist')
    expect(readFileSync(file, 'utf8')).toBe('kept')
  })
})

/** The demo data, that a server has open, and private texts of client 4 everywhere. */
async function setUp() {
  const { location, open } = await shareDemo()
  const server = await open()
  return { ...(await addPrivateTexts(server)), server, run: operatorAt(location) }
}

describe('clustrix client erase', () => {
  test('leaves no personal data in the database', async () => {
    const { run, server } = await setUp()
    const stored = async () => (await rowsOf(server)).join('\n')
    expect(await stored()).toContain('PRIVATE')
    expect(await stored()).toContain('you@company.com')
    const { exitCode, json } = await run(['client', 'erase', '4', '--yes', '--json'])
    expect({ exitCode, json }).toMatchObject({ exitCode: 0, json: { data: { id: 4, name: 'Erased', email: null } } })
    expect((await stored()).match(PERSONAL)).toBeNull()
    expect(await server.all('SELECT id FROM tokens WHERE user_id IN (7, 8)')).toEqual([])
  })

  test('keeps issued invoices as they are, and other clients', async () => {
    const { run, server } = await setUp()
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
    const { run, app, token } = await setUp()
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
