import { type Client, createClient, isApiError } from '@clustrix/client'
import type { HookBehaviour, HookName, Input, Renewal } from './case.ts'
import { elapsed } from './clock.ts'
import type { Fetch } from './transport.ts'

export const BASE_URL = 'https://portal.example'
export const TOKEN = '2|abc123xyz'

export interface Recorded {
  hooks: Record<string, unknown>[]
  /** How often onUnauthenticated was called. */
  renewals: number
}

type Options = Parameters<typeof createClient>[0]

/** The client of a case. */
export function clientOf(
  { client, hooks, onUnauthenticated }: Input,
  fetch: Fetch | undefined,
  recorded: Recorded,
): Client {
  return createClient({
    ...{ baseUrl: BASE_URL, token: TOKEN },
    ...client,
    fetch,
    ...hooksOf(hooks ?? {}, recorded),
    ...(onUnauthenticated && { onUnauthenticated: api => renew(api as Client, onUnauthenticated, recorded) }),
  } as Options)
}

function hooksOf(hooks: NonNullable<Input['hooks']>, recorded: Recorded): object {
  return Object.fromEntries(
    Object.entries(hooks).map(([name, behaviour]) => [
      name,
      (event: Record<string, unknown>) => recordEvent(name as HookName, behaviour, event, recorded),
    ]),
  )
}

async function recordEvent(
  hook: HookName,
  { sets = {}, throws, delay }: HookBehaviour,
  event: Record<string, unknown>,
  recorded: Recorded,
): Promise<void> {
  const headers = event.headers as Headers | undefined
  recorded.hooks.push({ hook, ...event, ...(headers && { headers: Object.fromEntries(headers) }), ...errorIn(event) })
  for (const [name, value] of Object.entries(sets)) headers?.set(name, value)
  if (delay !== undefined) await elapsed(delay)
  if (throws !== undefined) throw new Error(throws)
}

function errorIn({ error }: Record<string, unknown>): object {
  return isApiError(error) ? { error: { status: error.status, code: error.code, message: error.message } } : {}
}

async function renew(api: Client, renewals: readonly Renewal[], recorded: Recorded): Promise<string | undefined> {
  const { returns, logsIn, throws, delay } = renewals[Math.min(recorded.renewals, renewals.length - 1)] ?? {}
  recorded.renewals += 1
  if (delay !== undefined) await elapsed(delay)
  if (throws !== undefined) throw new Error(throws)
  if (logsIn) await api.login(logsIn as unknown as Parameters<Client['login']>[0])
  return returns
}
