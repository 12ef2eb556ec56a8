import { type Client, createClient, isApiError } from '@clustrix/client'
import type { HookBehaviour, HookName, Input, Renewal } from './case.ts'
import { passing } from './clock.ts'
import type { Fetch } from './transport.ts'

export const BASE_URL = 'https://portal.example'
export const TOKEN = '2|abc123xyz'

export interface Noted {
  hooks: Record<string, unknown>[]
  /** How often onUnauthenticated was asked. */
  renewals: number
}

type Options = Parameters<typeof createClient>[0]

/** A client as the case wants it. */
export function clientOf({ client, hooks, onUnauthenticated }: Input, fetch: Fetch | undefined, noted: Noted): Client {
  return createClient({
    ...{ baseUrl: BASE_URL, token: TOKEN },
    ...client,
    fetch,
    ...hooksOf(hooks ?? {}, noted),
    ...(onUnauthenticated && { onUnauthenticated: api => renew(api as Client, onUnauthenticated, noted) }),
  } as Options)
}

function hooksOf(hooks: NonNullable<Input['hooks']>, noted: Noted): object {
  return Object.fromEntries(
    Object.entries(hooks).map(([name, behaviour]) => [
      name,
      (event: Record<string, unknown>) => notice(name as HookName, behaviour, event, noted),
    ]),
  )
}

async function notice(
  hook: HookName,
  { sets = {}, throws, takes }: HookBehaviour,
  event: Record<string, unknown>,
  noted: Noted,
): Promise<void> {
  const headers = event.headers as Headers | undefined
  noted.hooks.push({ hook, ...event, ...(headers && { headers: Object.fromEntries(headers) }), ...errorIn(event) })
  for (const [name, value] of Object.entries(sets)) headers?.set(name, value)
  if (takes !== undefined) await passing(takes)
  if (throws !== undefined) throw new Error(throws)
}

function errorIn({ error }: Record<string, unknown>): object {
  return isApiError(error) ? { error: { status: error.status, code: error.code, message: error.message } } : {}
}

async function renew(api: Client, renewals: readonly Renewal[], noted: Noted): Promise<string | undefined> {
  const { gives, logsIn, throws, takes } = renewals[Math.min(noted.renewals, renewals.length - 1)] ?? {}
  noted.renewals += 1
  if (takes !== undefined) await passing(takes)
  if (throws !== undefined) throw new Error(throws)
  if (logsIn) await api.login(logsIn as Parameters<Client['login']>[0])
  return gives
}
