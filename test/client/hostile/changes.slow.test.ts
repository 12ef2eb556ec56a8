import { isApiError } from '@clustrix/client'
import { expect, test } from 'vitest'
import { withoutKey, world } from './world.ts'

const SUBSCRIPTIONS = '/api/v1/subscriptions'

/** What can be done once, for then it is refused, and the status before and after it. */
const changes = [
  { name: 'pause', before: 'active', after: 'paused' },
  { name: 'resume', before: 'paused', after: 'past_due' },
  { name: 'cancel', before: 'active', after: 'cancelled' },
] as const

/** One change in a world of its own for each seed: how the call ended, and the status that the subscription has. */
async function changeAll({ name, before }: (typeof changes)[number], between?: (request: Request) => Request) {
  const worlds = await Promise.all(Array.from({ length: 66 }, (_, index) => world(100 + index, between)))
  return Promise.all(
    worlds.map(async ({ api, direct }) => {
      const { data } = await direct.orThrow.GET(SUBSCRIPTIONS, { params: { query: { status: before } } })
      const { id } = data.data[0]!
      const end = await api.orThrow.POST(`${SUBSCRIPTIONS}/{id}/${name}`, { params: { path: { id } } }).then(
        () => 'done',
        error => (isApiError(error) && error.status === 0 ? 'unknown' : error.code),
      )
      const all = [await direct.orThrow.GET(SUBSCRIPTIONS), await direct.orThrow.GET(SUBSCRIPTIONS, CANCELLED)]
      const there = all.flatMap(({ data }) => data.data).find(each => each.id === id)
      return `${end}, ${there?.status}`
    }),
  )
}

const CANCELLED = { params: { query: { status: 'cancelled' } } } as const

test.each(changes)(
  'a $name that is sent again is the same one, not a second that is refused',
  async change => {
    const ends = new Set(await changeAll(change))
    expect(ends).toContain(`done, ${change.after}`)
    for (const end of ends)
      expect([`done, ${change.after}`, `unknown, ${change.after}`, `unknown, ${change.before}`]).toContain(end)
  },
  60_000,
)

test.each(changes)(
  'without the key a $name would be seen to be done and then refused',
  async change => {
    const ends = await changeAll(change, withoutKey)
    expect(ends).toContain(`invalid_state, ${change.after}`)
  },
  60_000,
)
