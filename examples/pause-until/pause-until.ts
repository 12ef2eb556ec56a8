import { type Client, isApiError, type Subscription } from '@clustrix/client'
import { describeError, type Output } from '../connect.ts'

/**
 * Pauses subscriptions until a date and reports the outcome for each.
 * @param ids empty for all active subscriptions
 * @returns whether none failed
 */
export async function pauseUntil(api: Client, until: string, ids: readonly number[], output: Output): Promise<boolean> {
  // Reads the whole list before changing anything, because a change would shift later pages.
  const known = new Map<number, Subscription>()
  for await (const subscription of api.items('/api/v1/subscriptions', { params: { query: { per_page: 100 } } }))
    known.set(subscription.id, subscription)

  const wanted = ids.length > 0 ? ids : [...known.keys()].sort((a, b) => a - b)
  if (wanted.length === 0) output.log('There are no subscriptions')
  let succeeded = true
  for (const id of wanted) {
    const subscription = known.get(id)
    const name = subscription ? `${id} ${subscription.name}` : `${id}`
    // If the ID was given, the server decides whether the subscription can be paused.
    if (subscription?.status === 'paused') output.log(`${name}: already paused ${untilWhen(subscription)}`)
    else if (ids.length === 0 && subscription?.status !== 'active')
      output.log(`${name}: left as it is, ${subscription?.status}`)
    else succeeded = (await pause(api, id, name, until, output)) && succeeded
  }
  return succeeded
}

/**
 * Without an Idempotency-Key of our own: one derived from ID and date would replay an earlier pause that has ended in the meantime.
 */
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
    output.error(`${name}: ${describeError(error)}`)
    return false
  }
}

const untilWhen = ({ resume_at }: Subscription): string => (resume_at ? `until ${resume_at}` : 'until it is resumed')
