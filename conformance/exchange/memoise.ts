import { hash } from 'node:crypto'
import type { Conversation } from './conversation.ts'
import type { ReceivedResponse, SentRequest } from './exchange.ts'

/** A state of the target, identified by everything sent since the last reset. */
interface State {
  /** The state after each possible next step, by the step's key. */
  next: Map<string, { response: ReceivedResponse | undefined; state: State }>
}

type Event = { key: string; say: (conversation: Conversation) => Promise<ReceivedResponse | undefined> }

/**
 * Caches a target that always responds the same after the same history. A known step is served from the cache; a new one is
 * sent after its whole history has been replayed. One run fills the cache, so that a run with a slightly different contract sends
 * little.
 */
export function memoise(real: Conversation): Conversation {
  const start: State = { next: new Map() }
  let state = start
  let history: Event[] = []
  /** The state that the real target is in. */
  let reached: State | undefined
  let queue: Promise<unknown> = Promise.resolve()

  async function happen(event: Event): Promise<ReceivedResponse | undefined> {
    const known = state.next.get(event.key)
    if (known) {
      state = known.state
      history.push(event)
      return known.response
    }
    if (reached !== state) {
      await real.reset()
      for (const past of history) await past.say(real)
    }
    const response = await event.say(real)
    const next: State = { next: new Map() }
    state.next.set(event.key, { response, state: next })
    state = next
    reached = next
    history.push(event)
    return response
  }

  /** Runs steps one after the other, so that each state has one successor per step. */
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
        async () =>
          (await happen({ key: keyOf(sent), say: conversation => conversation.send(sent) })) as ReceivedResponse,
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

function keyOf({ method, path, headers, body }: SentRequest): string {
  const content = body === undefined ? 'none' : hash('sha1', body)
  return `${method} ${path} ${JSON.stringify(headers)} ${content}`
}
