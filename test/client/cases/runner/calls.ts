import { type Client, fromMinorUnits, toMinorUnits } from '@clustrix/client'
import type { Call, Outcome } from './case.ts'
import { later } from './clock.ts'
import { operationOf } from './contract.ts'
import { outcomeOf, thrownOutcome } from './outcome.ts'

type Init = Record<string, unknown>

/** The client without the types of its operations: paths and arguments are data. */
interface UntypedClient {
  GET(path: string, init: Init): Promise<Init>
  POST(path: string, init: Init): Promise<Init>
  orThrow: Pick<UntypedClient, 'GET' | 'POST'>
  login(credentials: Init): Promise<unknown>
  items(path: string, init: Init): AsyncIterable<{ id: number }>
  pages(path: string, init: Init): AsyncIterable<{ data: { id: number }[] }>
}

/** Makes a call of a case. An error is an outcome too. */
export async function make(api: Client, given: string | Call): Promise<Outcome> {
  const call = typeof given === 'string' ? { operation: given } : given
  if (call.arguments) return calculate(call.operation, call.arguments)
  const operation = operationOf(call.operation)
  const { signal, cancel } = signalOf(call.abort)
  const init: Init = { ...operation.init, ...call.init, ...(signal && { signal }) }
  const method = call.method ?? (operation.method as 'GET' | 'POST')
  const path = call.path ?? operation.path
  // The rows before a failure are part of the outcome.
  const seen: Outcome = {}
  try {
    return await settle(api as unknown as UntypedClient, { ...call, method, path, init }, seen)
  } catch (thrown) {
    return { ...seen, ...thrownOutcome(thrown, signal) }
  } finally {
    cancel()
  }
}

async function settle(
  api: UntypedClient,
  { via, method, path, init, take = Infinity }: Call & Required<Pick<Call, 'method' | 'path'>> & { init: Init },
  seen: Outcome,
): Promise<Outcome> {
  if (via === 'items') {
    const items: number[] = []
    seen.items = items
    for await (const { id } of api.items(path, init)) if (items.push(id) >= take) break
    return seen
  }
  if (via === 'pages') {
    const pages: number[][] = []
    seen.pages = pages
    for await (const { data } of api.pages(path, init)) if (pages.push(data.map(({ id }) => id)) >= take) break
    return seen
  }
  if (via === 'login') return { value: await api.login(init.body as Init) }
  return outcomeOf(await (via === 'orThrow' ? api.orThrow : api)[method](path, init))
}

function calculate(name: string, args: readonly unknown[]): Outcome {
  const functions: Record<string, (...args: never[]) => unknown> = { toMinorUnits, fromMinorUnits }
  try {
    return { value: functions[name]?.(...(args as never[])) }
  } catch (error) {
    return thrownOutcome(error, undefined)
  }
}

/** The caller's signal, and a function that cancels its abort. */
function signalOf(abort: Call['abort']): { signal?: AbortSignal; cancel: () => void } {
  const controller = new AbortController()
  const end = () => controller.abort(new Error('The caller aborted'))
  if (abort === 'before') end()
  const cancel = typeof abort === 'number' ? later(abort, end) : () => {}
  return { signal: abort === undefined ? undefined : controller.signal, cancel }
}
