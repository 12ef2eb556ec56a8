import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { BJORN, testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'
import type { Schemas } from '../../support/session.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** In the demo data: 201 closed, 202 answered, 203 open, 204 on hold, 205 resolved on 2026-11-17, 206 open and of client 5. */
async function setUp() {
  const app = testApp()
  const run = operator(app.database)
  const token = await app.login()
  const get = async <T>(path: string) => (await app.call(`/api/v1/tickets${path}`, { token })).json() as Promise<T>
  const list = (query = '') => get<Schemas['TicketPage']>(query)
  const shown = async (id: number) => (await get<Schemas['TicketEnvelope']>(`/${id}`)).data
  const reply = async (id: number) =>
    (await app.call(`/api/v1/tickets/${id}/reply`, { token, json: { body: 'Still broken' } })).status
  const total = async (status: string) => (await list(`?status=${status}`)).meta.total
  return { ...app, run, list, shown, reply, total }
}

describe('clustrix ticket list', () => {
  test.each([
    [[], [206, 205, 204, 203, 202, 201]],
    [
      ['--limit', '2', '--before', '205'],
      [204, 203],
    ],
    [
      ['--status', 'open'],
      [206, 203],
    ],
    [['--status', 'closed'], [201]],
    [['--status', 'resolved'], [205]],
    [['--client', '5'], [206]],
    [['--client', '4', '--status', 'on_hold'], [204]],
  ])('%j lists %j', async (args, ids) => {
    const { run } = await setUp()
    const { json } = await run(['ticket', 'list', ...args, '--json'])
    expect((json.data as { id: number }[]).map(({ id }) => id)).toEqual(ids)
  })

  test('a resolved ticket is listed as closed after 7 days', async () => {
    const { database } = await setUp()
    const run = operator(database, { env: { CLOCK: '2026-12-22T12:00:00Z' } })
    for (const [status, ids] of [
      ['resolved', []],
      ['closed', [205, 201]],
    ] as const) {
      const { json } = await run(['ticket', 'list', '--status', status, '--json'])
      expect((json.data as { id: number }[]).map(({ id }) => id)).toEqual(ids)
    }
  })

  test('has the shape of the API with the client', async () => {
    const { run, list } = await setUp()
    const { json } = await run(['ticket', 'list', '--client', '4', '--json'])
    const { data } = await list()
    expect(json.data).toEqual(data.map(ticket => ({ client_id: 4, ...ticket })))
  })
})

describe('clustrix ticket reply', () => {
  test('is shown by the API at once, by the name of the author', async () => {
    const { run, shown, total } = await setUp()
    const { exitCode, json } = await run(['ticket', 'reply', '203', '--body', ' It works again.\n', '--json'])
    expect(exitCode).toBe(0)
    const ticket = await shown(203)
    expect(ticket.replies.at(-1)).toEqual({
      id: expect.any(Number),
      ticket_id: 203,
      body: 'It works again.',
      author: { type: 'staff', name: 'operator' },
      created_at: '2026-11-22T12:00:00Z',
    })
    expect(ticket).toMatchObject({ status: 'answered', reply_count: 1, last_reply_at: '2026-11-22T12:00:00Z' })
    const { body, replies, ...listed } = ticket
    expect(json.data).toEqual({ reply: replies.at(-1), ticket: { client_id: 4, ...listed } })
    expect([await total('open'), await total('answered')]).toEqual([0, 2])
  })

  test('reopens the wait for a resolved ticket, which then stays answered', async () => {
    const { run, shown, clock, total } = await setUp()
    await run(['ticket', 'reply', 'tkt-2026-0005', '--as', 'Jo', '--body', 'Really?'])
    clock.set('2026-12-22T12:00:00Z')
    expect(await shown(205)).toMatchObject({ status: 'answered', closed_at: null })
    expect([await total('answered'), await total('closed')]).toEqual([2, 1])
  })

  test.each([
    ['--body', '-'],
    ['--body-file', ''],
  ])('takes the text from %s %s', async (option, value) => {
    const { run, shown } = await setUp()
    const file = path.join(temporaryFolder(), 'a.json')
    const text = '\ufeffDear Sir,\r\nit works.\n'
    writeFileSync(file, text)
    await run(['ticket', 'reply', '203', option, value || file], { input: text.slice(1) })
    expect((await shown(203)).replies.at(-1)?.body).toBe('Dear Sir,\r\nit works.')
  })

  test.each([
    [['--body', ' '], 1, 'body: must be visible text'],
    [['--body', 'x'.repeat(20_001)], 1, 'at most 20,000 characters'],
    [['--body', 'Hi', '--as', 'jo@clustrix.example'], 1, 'author: must be a name instead of an email address'],
    [['--body', 'Hi', '--as', ' '], 1, 'author: must be one line'],
    [['--body-file', '/does/not/exist'], 1, 'cannot be read'],
    [[], 2, 'Give the text by --body or --body-file'],
    [['--body', 'Hi', '--body-file', 'x'], 2, 'Give the text by --body or --body-file'],
  ])('%j is refused and changes nothing', async (args, expected, message) => {
    const { run, shown } = await setUp()
    const before = await shown(203)
    const { exitCode, err } = await run(['ticket', 'reply', '203', ...args])
    expect({ exitCode, err }).toEqual({ exitCode: expected, err: expect.stringContaining(message) })
    expect(await shown(203)).toEqual(before)
    expect((await run(['audit', 'list', '--json'])).json.data).toEqual([])
  })

  test('is not limited like the replies of clients', async () => {
    const { run, database, shown, reply } = await setUp()
    await database.run(`UPDATE tickets SET reply_count = 500, last_reply_at = '2026-11-21T08:00:00Z' WHERE id = 203`)
    expect(await reply(203)).toBe(422)
    expect((await run(['ticket', 'reply', '203', '--body', 'Please open a new ticket'])).exitCode).toBe(0)
    expect((await shown(203)).reply_count).toBe(501)
  })
})

describe('clustrix ticket note', () => {
  test('is seen by staff alone and changes nothing for the client', async () => {
    const { run, shown, list } = await setUp()
    const before = [await shown(203), await list()]
    const { json } = await run(['ticket', 'note', '203', '--as', 'Jo', '--body', 'A bad disk', '--json'])
    expect([await shown(203), await list()]).toEqual(before)
    expect((await run(['ticket', 'show', '203', '--json'])).json.data).toMatchObject({ notes: [json.data] })
    expect((await run(['ticket', 'show', '203'])).out).toContain('Jo (internal note)\n  A bad disk\n')
  })

  test('can be added to a closed ticket', async () => {
    const { run } = await setUp()
    expect((await run(['ticket', 'note', '201', '--body', 'See TKT-2026-0003'])).exitCode).toBe(0)
  })
})

describe('clustrix ticket show', () => {
  test('shows what the API shows, with the client and notes', async () => {
    const { run, shown } = await setUp()
    const { json } = await run(['ticket', 'show', 'TKT-2026-0004', '--json'])
    expect(json.data).toEqual({ client_id: 4, ...(await shown(204)), notes: [] })
  })

  test('prints replies and notes by time, without control characters', async () => {
    const { run, database } = await setUp()
    await database.run('UPDATE tickets SET body = :body WHERE id = 203', { body: 'a\r\nb\u001b[2J' })
    await run(['ticket', 'note', '203', '--body', 'Second'])
    await operator(database, { env: { CLOCK: '2026-11-22T11:00:00Z' } })(['ticket', 'reply', '203', '--body', 'First'])
    const { out } = await run(['ticket', 'show', '203'])
    expect(out).toContain('  a\n  b\ufffd[2J\n')
    expect(out.indexOf('  First')).toBeLessThan(out.indexOf('  Second'))
  })
})

describe.each([
  ['hold', 'on_hold'],
  ['resolve', 'resolved'],
  ['close', 'closed'],
] as const)('clustrix ticket %s', (command, status) => {
  test(`makes a ticket ${status} at once, in lists too`, async () => {
    const { run, shown, total } = await setUp()
    const before = await total(status)
    const { json } = await run(['ticket', command, '203', '--json'])
    const { body, replies, ...ticket } = await shown(203)
    expect(json.data).toEqual({ client_id: 4, ...ticket })
    expect(ticket).toMatchObject({ status, closed_at: status === 'closed' ? '2026-11-22T12:00:00Z' : null })
    expect([await total(status), await total('open')]).toEqual([before + 1, 0])
    expect((await run(['ticket', command, '203'])).exitCode).toBe(1)
  })

  test('is refused for a closed ticket, and for one that has closed with time', async () => {
    const { run, database } = await setUp()
    expect((await run(['ticket', command, '201'])).err).toContain('Ticket TKT-2026-0001 is closed for good')
    const later = operator(database, { env: { CLOCK: '2026-12-22T12:00:00Z' } })
    expect((await later(['ticket', command, '205'])).err).toContain('Ticket TKT-2026-0005 is closed for good')
    expect((await later(['ticket', 'reply', '205', '--body', 'Hi'])).err).toContain('is closed for good')
    expect((await run(['ticket', command, '999'])).err).toContain('There is no ticket 999')
    expect((await run(['ticket', command, 'TKT-2026-9999'])).err).toContain('There is no ticket TKT-2026-9999')
  })
})

test('a client’s reply opens a ticket that staff resolved or put on hold, and not a closed one', async () => {
  const { run, reply, shown } = await setUp()
  for (const command of ['hold', 'resolve']) {
    await run(['ticket', command, '203'])
    expect([await reply(203), (await shown(203)).status]).toEqual([201, 'open'])
  }
  await run(['ticket', 'close', '203'])
  expect(await reply(203)).toBe(422)
})

test('a ticket that staff resolves closes after exactly 7 days', async () => {
  const { run, shown, clock } = await setUp()
  await run(['ticket', 'resolve', '203'])
  clock.set('2026-11-29T11:59:59Z')
  expect((await shown(203)).status).toBe('resolved')
  clock.set('2026-11-29T12:00:00Z')
  expect(await shown(203)).toMatchObject({ status: 'closed', closed_at: '2026-11-29T12:00:00Z' })
})

test('the audit log names tickets and no texts', async () => {
  const { run, login } = await setUp()
  await login(BJORN)
  await run(['ticket', 'reply', '206', '--body', 'A secret text'])
  const { out, json } = await run(['audit', 'list', '--json'])
  expect(json.data).toMatchObject([{ command: 'ticket reply', subject: 'ticket TKT-2026-0006' }])
  expect(out).not.toContain('secret')
})
