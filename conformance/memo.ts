import { hash } from 'node:crypto'
import type { Conversation } from './conversation.ts'
import type { Answered, Sent } from './exchange.ts'

/** A state of the target: what has been said to it since its last reset led there. */
interface State {
  /** What comes next, by what is said. */
  next: Map<string, { answered: Answered | undefined; state: State }>
}

type Event = { key: string; say: (conversation: Conversation) => Promise<Answered | undefined> }

/**
 * Remembers a target that answers the same after the same history. What has been said once is answered from memory; what is
 * new is said after its whole history has been said again. One run of the suite fills it, so that the next, by another contract, asks
 * little.
 */
export function memoised(real: Conversation): Conversation {
  const start: State = { next: new Map() }
  let state = start
  let history: Event[] = []
  /** The state that the target is really in. */
  let reached: State | undefined
  let queue: Promise<unknown> = Promise.resolve()

  async function happen(event: Event): Promise<Answered | undefined> {
    const known = state.next.get(event.key)
    if (known) {
      state = known.state
      history.push(event)
      return known.answered
    }
    if (reached !== state) {
      await real.reset()
      for (const past of history) await past.say(real)
    }
    const answered = await event.say(real)
    const next: State = { next: new Map() }
    state.next.set(event.key, { answered, state: next })
    state = next
    reached = next
    history.push(event)
    return answered
  }

  /** One after the other: a state has one successor for each thing said. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = queue.then(work)
    queue = turn.catch(() => {})
    return turn
  }

  const tell = async (key: string, say: (conversation: Conversation) => Promise<void>) => {
    await inTurn(() =>
      happen({
        key,
        async say(conversation) {
          await say(conversation)
          return undefined
        },
      }),
    )
  }

  return {
    send: sent =>
      inTurn(
        async () => (await happen({ key: keyOf(sent), say: conversation => conversation.send(sent) })) as Answered,
      ),
    reset: () =>
      inTurn(async () => {
        state = start
        history = []
      }),
    fault: kind => tell(`fault ${kind}`, conversation => conversation.fault(kind)),
    clock: iso => tell(`clock ${iso}`, conversation => conversation.clock(iso)),
  }
}

function keyOf({ method, path, headers, body }: Sent): string {
  const content = body === undefined ? 'none' : hash('sha1', body)
  return `${method} ${path} ${JSON.stringify(headers)} ${content}`
}
