import { type Client, isApiError, type Schemas } from '@clustrix/client'
import { lineOf, type Output } from '../connect.ts'

type Subscription = Schemas['Subscription']

/**
 * Pauses subscriptions until a date and says of each what happened.
 * @param ids empty for all that are active
 * @returns whether none failed
 */
export async function pauseUntil(api: Client, until: string, ids: readonly number[], output: Output): Promise<boolean> {
  // All before the first is changed, or pages to come would shift.
  const known = new Map<number, Subscription>()
  for await (const subscription of api.items('/api/v1/subscriptions', { params: { query: { per_page: 100 } } }))
    known.set(subscription.id, subscription)

  const wanted = ids.length > 0 ? ids : [...known.keys()].sort((a, b) => a - b)
  if (wanted.length === 0) output.log('There is no subscription')
  let isGood = true
  for (const id of wanted) {
    const subscription = known.get(id)
    const name = subscription ? `${id} ${subscription.name}` : `${id}`
    // One that was asked for by its id and cannot be paused is the server's to refuse.
    if (subscription?.status === 'paused') output.log(`${name}: already paused ${untilWhen(subscription)}`)
    else if (ids.length === 0 && subscription?.status !== 'active')
      output.log(`${name}: left as it is, ${subscription?.status}`)
    else isGood = (await pause(api, id, name, until, output)) && isGood
  }
  return isGood
}

/** Without a key of ours: derived from id and date it would answer for a pause that has ended meanwhile. */
async function pause(api: Client, id: number, name: string, until: string, output: Output): Promise<boolean> {
  try {
    const { data } = await api.orThrow.POST('/api/v1/subscriptions/{id}/pause', {
      params: { path: { id } },
      body: { resume_at: until },
    })
    output.log(`${name}: paused ${untilWhen(data.data)}`)
    return true
  } catch (error) {
    if (!isApiError(error)) throw error
    output.error(`${name}: ${lineOf(error)}`)
    return false
  }
}

const untilWhen = ({ resume_at }: Subscription): string => (resume_at ? `until ${resume_at}` : 'until it is resumed')
