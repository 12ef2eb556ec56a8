import { describe, expect, test } from 'vitest'
import type { ShownSubscription } from '../../../server/subscriptions/browse.ts'
import { testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'

const ADD = ['subscription', 'add', '--client', '4', '--name', 'Managed hosting', '--amount', '149.00']
const TAX = ['--tax-rate', '19.00', '--tax-category', 'S']
const ACTIVE = '31'
const PAUSED = '32'
const CANCELLED = '34'

function subscribing() {
  const app = testApp()
  const clustrix = operator(app.database)
  const run = async (...args: string[]) => {
    const { exitCode, json, err } = await clustrix([...args, '--json'])
    return { exitCode, err, data: json.data as ShownSubscription, message: json.error?.message ?? '' }
  }
  const post = async (path: string) =>
    app.call(`/api/v1/subscriptions/${path}`, { method: 'POST', token: await app.login() })
  return { app, run, post }
}

describe('clustrix subscription add', () => {
  test('starts today by default, and the API shows it at once', async () => {
    const { app, run } = subscribing()
    const { data } = await run(...ADD, ...TAX, '--external-ref', 'WHMCS-9')
    expect(data).toMatchObject({
      client_id: 4,
      status: 'active',
      currency: 'EUR',
      amount: '149.00',
      quantity: 1,
      current_period_start: '2026-11-22T00:00:00Z',
      current_period_end: '2026-12-22T00:00:00Z',
      tax_rate: '19.00',
      tax_category: 'S',
      invoiced_until: '2026-11-22T00:00:00Z',
    })
    const response = await app.call('/api/v1/subscriptions?per_page=1', { token: await app.login() })
    expect(await response.json()).toMatchObject({ data: [{ id: data.id, name: 'Managed hosting' }] })
    expect((await run(...ADD, '--external-ref', 'WHMCS-9')).message).toContain('external reference')
  })

  test('is invoiced from its current period, from the end of its trial, from a given time, or not at all', async () => {
    const { run } = subscribing()
    const until = async (...options: string[]) => (await run(...ADD, ...options)).data.invoiced_until
    expect(await until(...TAX, '--start', '2026-08-31')).toBe('2026-10-31T00:00:00Z')
    expect(await until(...TAX, '--trial-until', '2026-12-01')).toBe('2026-12-01T00:00:00Z')
    expect(await until(...TAX, '--start', '2026-08-31', '--invoice-from', '2026-08-31')).toBe('2026-08-31T00:00:00Z')
    expect(await until()).toBeNull()
  })

  test('a trial is trialing until it ends', async () => {
    const { run } = subscribing()
    const { data } = await run(...ADD, '--trial-until', '2026-12-01', '--interval', 'year')
    expect(data).toMatchObject({ status: 'trialing', current_period_end: '2026-12-01T00:00:00Z' })
  })

  test.each([
    ['a start in the future', ['--start', '2026-11-23'], 1],
    ['a trial that ends before it starts', ['--trial-until', '2026-11-22'], 1],
    ['a rate that does not fit the category', ['--tax-rate', '0.00', '--tax-category', 'S'], 1],
    ['an exemption without a reason', ['--tax-rate', '0.00', '--tax-category', 'E'], 1],
    ['a rate without a category', ['--tax-rate', '19.00'], 2],
    ['a rate without decimals', ['--tax-rate', '19', '--tax-category', 'S'], 2],
    ['an amount without decimals', ['--amount', '149'], 1],
    ['an unknown client', ['--client', '99'], 1],
    ['an unknown interval', ['--interval', 'fortnight'], 2],
    ['an empty name', ['--name', ' '], 1],
  ])('refuses %s', async (_, options, expected) => {
    const { run } = subscribing()
    expect((await run(...ADD, ...options)).exitCode).toBe(expected)
    expect((await run('audit', 'list')).data).toEqual([])
  })
})

describe('what the operator paused', () => {
  test('is not the client’s to resume', async () => {
    const { run, post } = subscribing()
    expect((await run('subscription', 'pause', ACTIVE)).data).toMatchObject({ status: 'paused', paused_by: 'operator' })
    const response = await post(`${ACTIVE}/resume`)
    expect(response.status).toBe(422)
    expect(await response.json()).toEqual({
      message: 'This subscription was paused by Clustrix. Contact support.',
      code: 'invalid_state',
      errors: { status: ['This subscription was paused by Clustrix. Contact support.'] },
    })
    expect((await run('subscription', 'show', ACTIVE)).data).toMatchObject({ status: 'paused' })
    expect((await run('subscription', 'resume', ACTIVE)).data).toMatchObject({ status: 'active', paused_by: null })
  })

  test('resumes at its time, and may be cancelled by the client', async () => {
    const { app, run, post } = subscribing()
    await run('subscription', 'pause', ACTIVE, '--resume-at', '2026-11-23')
    app.clock.set('2026-11-23T00:00:00Z')
    expect((await post(`${ACTIVE}/pause`)).status).toBe(200)
    expect((await run('subscription', 'show', ACTIVE)).data.paused_by).toBe('client')
    await run('subscription', 'resume', ACTIVE)
    await run('subscription', 'pause', ACTIVE)
    expect((await post(`${ACTIVE}/cancel`)).status).toBe(200)
    const { data } = await run('subscription', 'show', ACTIVE)
    expect(data).toMatchObject({ status: 'cancelled', paused_by: null, cancelled_by: 'client' })
  })

  test('a client resumes its own pause', async () => {
    const { post } = subscribing()
    expect((await post(`${PAUSED}/resume`)).status).toBe(200)
  })
})

describe('clustrix subscription', () => {
  test('cancel asks, stores who cancelled, and happens once', async () => {
    const { run } = subscribing()
    const cancel = ['subscription', 'cancel', ACTIVE, '--reason', 'End of contract']
    expect((await run(...cancel)).exitCode).toBe(2)
    expect((await run(...cancel, '--yes')).data).toMatchObject({
      status: 'cancelled',
      cancelled_by: 'operator',
      cancellation_reason: 'End of contract',
      ends_at: '2026-12-05T00:00:00Z',
    })
    expect((await run(...cancel, '--yes')).message).toContain('cannot be cancelled')
    expect((await run('subscription', 'cancel', PAUSED, '--reason', ' ', '--yes')).exitCode).toBe(1)
  })

  test('change sets what the next invoice shows', async () => {
    const { run } = subscribing()
    const { data } = await run('subscription', 'change', ACTIVE, '--amount', '159.00', '--name', 'Hosting', ...TAX)
    expect(data).toMatchObject({
      amount: '159.00',
      name: 'Hosting',
      quantity: 1,
      tax_rate: '19.00',
      invoiced_until: '2026-12-05T00:00:00Z',
      updated_at: '2026-11-22T12:00:00Z',
    })
    expect((await run('subscription', 'change', ACTIVE, '--quantity', '3')).data).toMatchObject({
      amount: '159.00',
      quantity: 3,
      tax_rate: '19.00',
    })
  })

  test('change waits until the periods that have begun are invoiced', async () => {
    const { run } = subscribing()
    const { id } = (await run(...ADD, ...TAX)).data
    expect((await run('subscription', 'change', `${id}`, '--amount', '9.00')).message).toContain('clustrix tick')
  })

  test.each([
    ['change without an option', ['change', ACTIVE], 2],
    ['change of a cancelled one', ['change', CANCELLED, '--amount', '9.00'], 1],
    ['change of an unknown one', ['change', '99', '--amount', '9.00'], 1],
    ['pause of a paused one', ['pause', PAUSED], 1],
    ['pause until the past', ['pause', ACTIVE, '--resume-at', '2026-11-21'], 1],
    ['resume of an active one', ['resume', ACTIVE], 1],
    ['show of an unknown one', ['show', '99'], 1],
  ])('refuses %s', async (_, args, expected) => {
    const { run } = subscribing()
    expect((await run('subscription', ...args)).exitCode).toBe(expected)
    expect((await run('audit', 'list')).data).toEqual([])
  })

  test('list filters by client and status', async () => {
    const { run } = subscribing()
    const ids = async (...options: string[]) =>
      ((await run('subscription', 'list', ...options)).data as unknown as { id: number }[]).map(({ id }) => id)
    expect(await ids('--limit', '2')).toEqual([35, 34])
    expect(await ids('--status', 'past_due')).toEqual([35])
    expect(await ids('--client', '4', '--status', 'past_due')).toEqual([])
    expect(await ids('--client', '4')).toEqual([34, 33, 32, 31])
  })
})
