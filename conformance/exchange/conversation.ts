import type { Fault, Target } from '../target.ts'
import { type ReceivedResponse, readResponse, type SentRequest } from './exchange.ts'

/** The requests sent to a target and the changes made to it, in order. */
export interface Conversation {
  send(sent: SentRequest): Promise<ReceivedResponse>
  reset(): Promise<void>
  fault(kind: Fault): Promise<void>
  clock(iso: string): Promise<void>
}

export const DEFAULT_ORIGIN = 'http://127.0.0.1:3000'

export function openConversation(target: Target): Conversation {
  const origin = target.origin ?? DEFAULT_ORIGIN
  return {
    async send(sent) {
      const { method, path, headers, body } = sent
      // As a string, fetch would add a Content-Type of its own.
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
      const init = { method, headers, redirect: 'manual' as const, ...(bytes !== undefined && { body: bytes }) }
      return readResponse(await target.fetch(new Request(origin + path, init), sent))
    },
    async reset() {
      await target.reset?.()
    },
    async fault(kind) {
      await target.fault?.(kind)
    },
    async clock(iso) {
      await target.clock?.(iso)
    },
  }
}
