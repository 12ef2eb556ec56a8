import { createClient, isApiError } from '@clustrix/client'

/** A write that the server has confirmed. */
interface Acknowledged {
  /** The subject of a ticket or the text of a reply, which is unique. */
  text: string
  id: number
  /** Milliseconds, as performance.now() gives them. */
  at: number
}

export interface Load {
  tickets: Acknowledged[]
  replies: Acknowledged[]
  /** Reads that did not show what had been confirmed before. */
  staleReads: string[]
  /** Calls that have ended without success, in spite of the client's retries. */
  failures: string[]
  /** Resolves when this many further writes have been confirmed. */
  acknowledge(count: number): Promise<void>
  /** Resolves when all calls under way have ended. */
  stop(): Promise<void>
}

/** The client's own retries, more patient than by default. */
const PATIENT = { maxRetries: 1000, maxDelay: 500, attemptTimeout: 5000, timeout: 40_000 }

/** Opens tickets, replies to them and reads them through the generated client, each write with an Idempotency-Key. */
export function startWriteLoad(baseUrl: string, token: string, writers: number): Load {
  const api = createClient({ baseUrl, token, ...PATIENT })
  let isStopping = false
  const waiting = new Set<() => void>()
  const load: Load = {
    tickets: [],
    replies: [],
    staleReads: [],
    failures: [],
    acknowledge(count) {
      const goal = confirmed() + count
      return new Promise(resolve => {
        const look = () => {
          if (confirmed() < goal && !isStopping) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
      })
    },
    async stop() {
      isStopping = true
      await running
    },
  }
  const confirmed = () => load.tickets.length + load.replies.length
  const record = (list: Acknowledged[], text: string, id: number) => {
    list.push({ text, id, at: performance.now() })
    for (const look of waiting) look()
  }

  async function writeOnce(): Promise<void> {
    const subject = `Ticket ${crypto.randomUUID()}`
    const { data: ticket } = await api.orThrow.POST('/api/v1/tickets', { body: { subject, body: 'Under load.' } })
    const { id } = ticket.data
    record(load.tickets, subject, id)
    const path = { id }
    const body = `Reply ${crypto.randomUUID()}`
    const { data: reply } = await api.orThrow.POST('/api/v1/tickets/{id}/reply', { params: { path }, body: { body } })
    record(load.replies, body, reply.data.id)
    const { data: read } = await api.orThrow.GET('/api/v1/tickets/{id}', { params: { path } })
    if (!read.data.replies.some(shown => shown.body === body)) load.staleReads.push(subject)
  }

  async function writeUntilStopped(): Promise<void> {
    while (!isStopping) {
      await writeOnce().catch(error => {
        if (!isApiError(error)) throw error
        load.failures.push(error.message)
      })
    }
  }
  const running = Promise.all(Array.from({ length: writers }, writeUntilStopped))
  return load
}
