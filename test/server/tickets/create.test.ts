import { describe, expect, it } from 'vitest'
import { reserveNumbers } from '../../../server/database/numbers.ts'
import { ACME, ACME_SECOND, BJORN, testApp } from '../../support/app.ts'
import { type Schemas, session, validationError } from '../../support/session.ts'

type Detail = { data: Schemas['TicketDetail'] }

const TICKET = { subject: 'Printer on fire', body: 'Please call.' }

const open = async (json: unknown, email = ACME) => {
  const opened = await session(email)
  return { ...opened, response: await opened.send<Detail>('/tickets', { json }) }
}

describe('a new ticket', () => {
  it('is open, with medium priority and category general, created by the user now', async () => {
    const { response } = await open(TICKET)
    expect(response).toEqual({
      status: 201,
      body: {
        data: {
          id: 207,
          number: 'TKT-2026-0007',
          subject: 'Printer on fire',
          status: 'open',
          priority: 'medium',
          category: 'general',
          created_by: { id: 7, name: 'Jordan Avery' },
          reply_count: 0,
          last_reply_at: null,
          closed_at: null,
          created_at: '2026-11-22T12:00:00Z',
          updated_at: '2026-11-22T12:00:00Z',
          body: 'Please call.',
          replies: [],
        },
      },
    })
  })

  it('is the same in getTicket and in the list', async () => {
    const { response, get } = await open({ ...TICKET, priority: 'urgent', category: 'sales' })
    expect(await get<Detail>('/tickets/207')).toEqual(response.body)
    const { body: _body, replies: _replies, ...summary } = response.body.data
    expect((await get<Schemas['TicketPage']>('/tickets?status=open&per_page=1')).data).toEqual([summary])
  })

  it.each([
    [undefined, 'http://127.0.0.1:3000/api/v1/tickets/207'],
    ['https://portal.example', 'https://portal.example/api/v1/tickets/207'],
  ])('with PUBLIC_URL %s has the Location %s', async (publicUrl, location) => {
    const app = testApp({ settings: { publicUrl } })
    const token = await app.login()
    const response = await app.call('/api/v1/tickets', { token, json: TICKET })
    expect([response.status, response.headers.get('location')]).toEqual([201, location])
    expect((await app.call(new URL(location).pathname, { token })).status).toBe(200)
  })

  it.each([
    ['low', 'general'],
    ['medium', 'billing'],
    ['high', 'technical'],
    ['urgent', 'sales'],
  ])('has the given priority %s and category %s, trimmed', async (priority, category) => {
    const { response } = await open({ ...TICKET, priority: ` ${priority}\n`, category })
    expect(response).toMatchObject({ status: 201, body: { data: { priority, category } } })
  })

  it('treats null in JSON and an empty form value as absent', async () => {
    const { send } = await session()
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    for (const call of [
      { json: { ...TICKET, priority: null, category: null } },
      { body: 'subject=a&body=b&priority=&category=', headers },
    ]) {
      expect(await send('/tickets', call)).toMatchObject({
        status: 201,
        body: { data: { priority: 'medium', category: 'general' } },
      })
    }
  })

  it('is visible to other users of the client, not to other clients', async () => {
    const app = testApp({ settings: { rateLimit: 1000 } })
    const [jordan, priya, søren] = [
      await session(ACME, app),
      await session(ACME_SECOND, app),
      await session(BJORN, app),
    ]
    const { body } = await priya.send<Detail>('/tickets', { json: TICKET })
    expect(body.data.created_by).toEqual({ id: 8, name: 'Priya Raman' })
    expect(await jordan.get(`/tickets/${body.data.id}`)).toEqual(body)
    expect((await søren.send(`/tickets/${body.data.id}`)).status).toBe(403)
  })
})

describe('the number', () => {
  it('has no gaps across users, clients and refused requests', async () => {
    const app = testApp({ settings: { rateLimit: 1000 } })
    const [jordan, søren] = [await session(ACME, app), await session(BJORN, app)]
    const numbers: string[] = []
    for (const { send } of [jordan, søren, søren, jordan]) {
      numbers.push((await send<Detail>('/tickets', { json: TICKET })).body.data.number)
      expect((await send('/tickets', { json: { subject: 'no body' } })).status).toBe(422)
    }
    expect(numbers).toEqual(['TKT-2026-0007', 'TKT-2026-0008', 'TKT-2026-0009', 'TKT-2026-0010'])
  })

  it('starts again each UTC year, and is not repeated if the clock is set back to a year', async () => {
    const { app, send } = await session()
    const numbers: string[] = []
    for (const time of [
      '2026-12-31T23:59:59.999Z',
      '2027-01-01T00:00:00Z',
      '2027-06-01T00:00:00Z',
      '2028-01-01T00:00:00Z',
      '2027-12-31T23:59:59Z',
    ]) {
      app.clock.set(time)
      numbers.push((await send<Detail>('/tickets', { json: TICKET })).body.data.number)
    }
    const [again, ...others] = numbers.reverse()
    expect(others.reverse()).toEqual(['TKT-2026-0007', 'TKT-2027-0001', 'TKT-2027-0002', 'TKT-2028-0001'])
    // On PostgreSQL, the numbers of all years come from one sequence.
    expect(again).toMatch(app.database.isShared ? /^TKT-2027-000[3-9]$/ : /^TKT-2027-0003$/)
  })

  it('has no gaps and no duplicates for twenty simultaneous requests', async () => {
    const { send } = await session()
    const responses = await Promise.all(Array.from({ length: 20 }, () => send<Detail>('/tickets', { json: TICKET })))
    const numbers = responses.map(({ body }) => body.data.number).sort()
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => `TKT-2026-${String(n + 7).padStart(4, '0')}`))
  })

  it('can have more than four digits', async () => {
    const { app, send } = await session()
    await reserveNumbers(app.database, { kind: 'TKT', year: 2026, last: 9999 })
    const { body } = await send<Detail>('/tickets', { json: TICKET })
    expect(body.data.number).toBe('TKT-2026-10000')
  })
})

describe('texts', () => {
  it.each([
    ['spaces around', '  a  b ', 'a  b'],
    ['a line break before and after', '\r\na\n\n', 'a'],
    ['all that ECMAScript trims', '\u00A0\uFEFF\u2028\u3000a\u2029\u202F', 'a'],
    ['a zero-width space, which it does not', '\u200Ba\u200B', '\u200Ba\u200B'],
    ['right to left', 'مرحبا \u202Eשלום\u202C', 'مرحبا \u202Eשלום\u202C'],
    ['emoji of several code points', '👩‍💻🎄🏳️‍🌈', '👩‍💻🎄🏳️‍🌈'],
    ['markup', '<script>alert("&amp;")</script>', '<script>alert("&amp;")</script>'],
    ['SQL', `'; DROP TABLE tickets; -- %_`, `'; DROP TABLE tickets; -- %_`],
    ['escapes', '\\u0041 \\n %41 +', '\\u0041 \\n %41 +'],
    ['both normal forms', 'Åse A\u030Ase', 'Åse A\u030Ase'],
  ])('%s are returned as typed', async (_, typed, kept) => {
    const { response, get, send } = await open({ subject: typed, body: typed })
    expect(response).toMatchObject({ status: 201, body: { data: { subject: kept, body: kept } } })
    expect(await get<Detail>('/tickets/207')).toEqual(response.body)
    const reply = await send('/tickets/207/reply', { json: { body: typed } })
    expect(reply).toMatchObject({ status: 201, body: { data: { body: kept } } })
  })

  it.each([
    ['CRLF', 'a\r\n\r\nb'],
    ['control characters but NUL', 'a\t\u0001\u001B\u007F\u0085\u2028b'],
  ])('%s are returned as typed in texts of several lines', async (_, typed) => {
    const { response, get, send } = await open({ subject: 's', body: typed })
    expect(response).toMatchObject({ status: 201, body: { data: { body: typed } } })
    expect(await get<Detail>('/tickets/207')).toEqual(response.body)
    const reply = await send('/tickets/207/reply', { json: { body: typed } })
    expect(reply).toMatchObject({ status: 201, body: { data: { body: typed } } })
  })

  it('may have 255 and 20,000 code points, even if each takes two UTF-16 units', async () => {
    const [subject, body] = ['🎄'.repeat(255), '🎄'.repeat(20_000 / 2) + 'x'.repeat(10_000)]
    const { response } = await open({ subject, body })
    expect(response).toMatchObject({ status: 201, body: { data: { subject, body } } })
  })

  it.each([
    [
      'one code point too many',
      { subject: 'x'.repeat(256) },
      'The subject field must not be greater than 255 characters.',
    ],
    [
      'too long before it is trimmed',
      { subject: `${'x'.repeat(255)} ` },
      'The subject field must not be greater than 255 characters.',
    ],
    ['a subject of spaces', { subject: ' \n ' }, 'The subject field is required.'],
    ['an empty subject', { subject: '' }, 'The subject field is required.'],
    ['a number', { subject: 7 }, 'The subject field must be a string.'],
    ['NUL', { subject: 'a\0b' }, 'The subject field must not contain invalid characters.'],
    ['a lone surrogate', { subject: 'a\uD800b' }, 'The subject field must not contain invalid characters.'],
  ])('%s is refused', async (_, wrong, message) => {
    const { response, get } = await open({ ...TICKET, ...wrong })
    expect(response).toEqual(validationError({ subject: message }))
    expect((await get<Schemas['TicketPage']>('/tickets')).meta.total).toBe(5)
  })

  it.each([
    [{ body: 'x' }, { subject: 'The subject field is required.' }],
    [{}, { subject: 'The subject field is required.', body: 'The body field is required.' }],
    [{ ...TICKET, body: 'x'.repeat(20_001) }, { body: 'The body field must not be greater than 20000 characters.' }],
    [{ ...TICKET, priority: 'highest' }, { priority: 'The selected priority is invalid.' }],
    [{ ...TICKET, category: 'Billing' }, { category: 'The selected category is invalid.' }],
    [
      { ...TICKET, status: 'closed', id: 1, client_id: 5 },
      {
        status: 'The status field is prohibited.',
        id: 'The id field is prohibited.',
        client_id: 'The client id field is prohibited.',
      },
    ],
  ])('%j is refused with an error for each field', async (json, errors) => {
    expect((await open(json)).response).toEqual(validationError(errors))
  })
})
