import { type Conversation, openConversation } from '../exchange/conversation.ts'
import { memoise } from '../exchange/memoise.ts'
import { createInProcess } from '../in-process/target.ts'
import type { Target } from '../target.ts'

/**
 * The app in process with a cache of all its responses. The time is tracked here, since cached requests do not move the app's clock.
 * Stored data is not available, since cached requests write nothing.
 */
export async function createMemoisedTarget(): Promise<{ target: Target; conversation: Conversation }> {
  const app = await createInProcess()
  const memory = memoise(openConversation(app))
  const start = app.now?.() ?? 0
  let time = start
  const conversation: Conversation = {
    ...memory,
    async reset() {
      time = start
      await memory.reset()
    },
    async clock(iso) {
      time = Date.parse(iso)
      await memory.clock(iso)
    },
  }
  return { target: { ...app, now: () => time, stored: undefined }, conversation }
}
