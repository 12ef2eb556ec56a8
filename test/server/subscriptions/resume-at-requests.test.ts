import { describe, expect, it } from 'vitest'
import { session, validationError } from '../../support/session.ts'
import { insertSubscription, read, type Subscription } from './fixtures.ts'

// The clock is at 2026-11-22T12:00:00Z unless set otherwise. Subscription 31 is paid until 2026-12-05T00:00:00Z.
const pause = async (resume_at: unknown, now = '2026-11-22T12:00:00Z') => {
  const opened = await session()
  opened.app.clock.set(now)
  const response = await opened.send<{ data: Subscription }>('/subscriptions/31/pause', { json: { resume_at } })
  return { ...opened, response }
}

describe('resume_at', () => {
  it.each([
    ['2026-12-15', '2026-12-15T00:00:00Z', '2026-12-27'],
    ['2026-11-23', '2026-11-23T00:00:00Z', '2026-12-05'],
    ['2026-12-15T08:30:00Z', '2026-12-15T08:30:00Z', '2026-12-27'],
    ['2026-12-15T12:00:00Z', '2026-12-15T12:00:00Z', '2026-12-28'],
    ['2026-12-15T11:59:59Z', '2026-12-15T11:59:59Z', '2026-12-27'],
    ['2026-12-15t08:30:00z', '2026-12-15T08:30:00Z', '2026-12-27'],
    ['2026-12-15T08:30:00+05:30', '2026-12-15T03:00:00Z', '2026-12-27'],
    ['2026-12-15T20:30:00-08:00', '2026-12-16T04:30:00Z', '2026-12-28'],
    ['2026-11-22T12:00:01Z', '2026-11-22T12:00:01Z', '2026-12-05'],
    ['2026-12-15T08:30:00.999999999999Z', '2026-12-15T08:30:00Z', '2026-12-27'],
    ['2028-02-29', '2028-02-29T00:00:00Z', '2028-03-12'],
    ['2031-11-22T12:00:00Z', '2031-11-22T12:00:00Z', '2031-12-05'],
    [' 2026-12-15\n', '2026-12-15T00:00:00Z', '2026-12-27'],
  ])('%j is returned as %s, with the next invoice on %s', async (given, resume_at, next_invoice_date) => {
    const { response, get } = await pause(given)
    expect(response).toMatchObject({
      status: 200,
      body: { data: { status: 'paused', paused_at: '2026-11-22T12:00:00Z', resume_at, next_invoice_date } },
    })
    expect(await read({ get }, 31)).toEqual(response.body.data)
  })

  it.each([
    ['yesterday', '2026-11-21', 'a date after now'],
    ['today, which began before now', '2026-11-22', 'a date after now'],
    ['this second', '2026-11-22T12:00:00Z', 'a date after now'],
    ['this second elsewhere', '2026-11-22T07:00:00-05:00', 'a date after now'],
    ['a second past 5 years', '2031-11-22T12:00:01Z', 'a date within 5 years'],
    ['the day after 5 years', '2031-11-23', 'a date within 5 years'],
    ['the end of time', '9999-12-31T23:59:59Z', 'a date within 5 years'],
    ['30 February', '2027-02-30', 'a valid date'],
    ['29 February of a common year', '2027-02-29', 'a valid date'],
    ['29 February of 2100', '2100-02-29T00:00:00Z', 'a valid date'],
    ['month 13', '2027-13-01', 'a valid date'],
    ['day 0', '2027-01-00', 'a valid date'],
    ['second 60', '2026-12-31T23:59:60Z', 'a valid date'],
    ['hour 24', '2026-12-31T24:00:00Z', 'a valid date'],
    ['a zone of 24 hours', '2026-12-31T12:00:00+24:00', 'a valid date'],
    ['no zone', '2026-12-31T12:00:00', 'a valid date'],
    ['no seconds', '2026-12-31T12:00Z', 'a valid date'],
    ['a space for T', '2026-12-31 12:00:00Z', 'a valid date'],
    ['words', 'tomorrow', 'a valid date'],
    ['a year of five digits', '+12026-12-31', 'a valid date'],
    ['a week date', '2026-W50', 'a valid date'],
    ['Arabic digits', '٢٠٢٦-١٢-٣١', 'a valid date'],
  ])('%s is refused and changes nothing', async (_, given, what) => {
    const { response, get } = await pause(given)
    expect(response).toEqual(validationError({ resume_at: `The resume at field must be ${what}.` }))
    expect(await read({ get }, 31)).toMatchObject({ status: 'active', updated_at: '2026-11-05T00:00:00Z' })
  })

  it.each([
    ['a number', 1_796_083_200],
    ['a boolean', true],
    ['a list', ['2026-12-15']],
    ['an empty text', ''],
  ])('%s is refused', async (_, given) => {
    expect((await pause(given)).response).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: { resume_at: [expect.any(String)] } },
    })
  })

  it.each([
    ['2033-02-28T12:00:00Z', 200],
    ['2033-02-28T12:00:01Z', 422],
  ])('5 years from 29 February end on 28 February: %s returns %i', async (resume_at, status) => {
    const { app, send } = await session()
    await insertSubscription(app, 900)
    app.clock.set('2028-02-29T12:00:00Z')
    expect(await send('/subscriptions/900/pause', { json: { resume_at } })).toMatchObject({ status })
  })

  it('null, an absent value, an empty form value and no body start a pause without an end', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const open = []
    for (const call of [{ json: { resume_at: null } }, { json: {} }, { body: 'resume_at=', headers: form }, {}]) {
      const { send } = await session()
      open.push(await send('/subscriptions/31/pause', { method: 'POST', ...call }))
    }
    expect(open).toMatchObject(
      Array(4).fill({ status: 200, body: { data: { status: 'paused', resume_at: null, next_invoice_date: null } } }),
    )
  })

  it('in the past is a validation error, even if the status does not allow a pause', async () => {
    const { send } = await session()
    const response = await send('/subscriptions/32/pause', { json: { resume_at: '2026-01-01' } })
    expect(response).toEqual(validationError({ resume_at: 'The resume at field must be a date after now.' }))
  })
})
