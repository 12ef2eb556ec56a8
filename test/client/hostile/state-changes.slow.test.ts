import { isApiError } from '@clustrix/client'
import { expect, test } from 'vitest'
import { randomFaults, startUnreliableApp, withoutKey } from './unreliable-app.ts'

const SUBSCRIPTIONS = '/api/v1/subscriptions'
const CANCELLED = { params: { query: { status: 'cancelled' } } } as const

/** Changes that the server refuses the second time, with the status before and after. */
const changes = [
  { name: 'pause', before: 'active', after: 'paused' },
  { name: 'resume', before: 'paused', after: 'past_due' },
  { name: 'cancel', before: 'active', after: 'cancelled' },
] as const

/** Makes one change in each of 66 apps. Returns how each call ended, with the final status of the subscription. */
async function changeAll({ name, before }: (typeof changes)[number], changeRequest?: (request: Request) => Request) {
  const apps = await Promise.all(
    Array.from({ length: 66 }, (_, index) => startUnreliableApp(randomFaults(100 + index), changeRequest)),
  )
  return Promise.all(
    apps.map(async ({ api, direct }) => {
      const { data } = await direct.orThrow.GET(SUBSCRIPTIONS, { params: { query: { status: before } } })
      const { id } = data.data[0]!
      const end = await api.orThrow.POST(`${SUBSCRIPTIONS}/{id}/${name}`, { params: { path: { id } } }).then(
        () => 'done',
        error => (isApiError(error) && error.status === 0 ? 'unknown' : error.code),
      )
      const lists = [await direct.orThrow.GET(SUBSCRIPTIONS), await direct.orThrow.GET(SUBSCRIPTIONS, CANCELLED)]
      const subscription = lists.flatMap(({ data }) => data.data).find(each => each.id === id)
      return `${end}, ${subscription?.status}`
    }),
  )
}

test.each(changes)('a $name that is retried is not refused as a second one', async change => {
  const ends = new Set(await changeAll(change))
  expect(ends).toContain(`done, ${change.after}`)
  for (const end of ends)
    expect([`done, ${change.after}`, `unknown, ${change.after}`, `unknown, ${change.before}`]).toContain(end)
})

test.each(changes)('without idempotency keys, a $name would be done and then refused', async change => {
  const ends = await changeAll(change, withoutKey)
  expect(ends).toContain(`invalid_state, ${change.after}`)
})
