import { describe, expect, it } from 'vitest'
import { BJORN } from '../../support/app.ts'
import { describeList } from '../../support/lists.ts'
import { type Schemas, session } from '../../support/session.ts'
import { inStatus, insertInvoice, insertSubscription } from './fixtures.ts'

type Page = Schemas['SubscriptionPage']

describeList({
  name: 'subscriptions',
  insertRow: (app, id, client_id) => insertSubscription(app, id, { client_id }),
  status: 'active',
  otherStatus: 'cancelled',
})

describe('subscriptions', () => {
  it('without a filter includes all but cancelled subscriptions', async () => {
    const { get } = await session()
    const page = await get<Page>('/subscriptions')
    expect(page.data.map(({ id, status }) => [id, status])).toEqual([
      [33, 'trialing'],
      [32, 'paused'],
      [31, 'active'],
    ])
    expect(page.meta.total).toBe(3)
    expect(page.links.first).toBe('http://127.0.0.1:3000/api/v1/subscriptions?page=1&max_id=33')
  })

  it.each([
    ['trialing', [33]],
    ['active', [31]],
    ['past_due', []],
    ['paused', [32]],
    ['cancelled', [34]],
  ])('can be filtered by %s', async (status, ids) => {
    const { get } = await session()
    const page = await get<Page>(`/subscriptions?status=${status}`)
    expect(page.data.map(({ id }) => id)).toEqual(ids)
    expect(page.meta.total).toBe(ids.length)
  })

  it('past_due ones of another client are found', async () => {
    const { get } = await session(BJORN)
    expect((await get<Page>('/subscriptions?status=past_due')).data).toMatchObject([{ id: 35, status: 'past_due' }])
    expect((await get<Page>('/subscriptions?status=active')).data).toEqual([])
  })

  it('cancelled ones affect max_id only if the filter includes them', async () => {
    const { app, get } = await session()
    await insertSubscription(app, 900, inStatus.cancelled)
    expect((await get<Page>('/subscriptions')).links.first).toContain('max_id=33')
    expect((await get<Page>('/subscriptions?status=cancelled')).links.first).toContain('max_id=900')
  })

  it('a cancelled one leaves the list and its total, and appears in the cancelled list', async () => {
    const { send, get } = await session()
    await send('/subscriptions/31/cancel', { method: 'POST' })
    expect((await get<Page>('/subscriptions')).data.map(({ id }) => id)).toEqual([33, 32])
    expect((await get<Page>('/subscriptions')).meta.total).toBe(2)
    expect((await get<Page>('/subscriptions?status=cancelled')).data.map(({ id }) => id)).toEqual([34, 31])
  })

  it('each of several subscriptions is listed under exactly one status', async () => {
    const { app, get } = await session()
    for (const [index, status] of (['trialing', 'active', 'past_due', 'paused', 'cancelled'] as const).entries()) {
      await insertSubscription(app, 900 + index, inStatus[status])
    }
    await insertInvoice(app, 950, { subscription_id: 902, due_date: '2026-11-21' })
    const found: [string, number[]][] = []
    for (const status of ['trialing', 'active', 'past_due', 'paused', 'cancelled']) {
      const page = await get<Page>(`/subscriptions?status=${status}&max_id=999`)
      found.push([status, page.data.map(({ id }) => id)])
    }
    expect(found).toEqual([
      ['trialing', [900, 33]],
      ['active', [901, 31]],
      ['past_due', [902]],
      ['paused', [903, 32]],
      ['cancelled', [904, 34]],
    ])
  })
})
