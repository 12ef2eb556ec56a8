import { isDeepStrictEqual } from 'node:util'
import type { Shape } from '../contract/shape.ts'
import { DEFAULT_ORIGIN } from '../conversation.ts'
import type { Answered, Exchange, Sent } from '../exchange.ts'
import { requestOf, type Session } from '../session.ts'
import type { Ask, ScenarioApi } from './scenario.ts'

/** Thrown if an expectation of a scenario is not met, with the exchange that shows it. */
export class Broken extends Error {
  readonly exchange: Exchange | undefined

  constructor(message: string, exchange: Exchange | undefined) {
    super(message)
    this.exchange = exchange
  }
}

/** Thrown if the target lacks the data for a scenario. */
export class CannotShow extends Error {}

/** The functions that a scenario uses to send requests and check responses. */
export function createScenarioApi(session: Session, name: string): ScenarioApi {
  const { target } = session
  const origin = target.origin ?? DEFAULT_ORIGIN
  let last: Exchange | undefined

  async function send(shape: Session['shapes'][number] | undefined, sent: Sent): Promise<Answered> {
    const answered = await session.ask(shape, name, sent)
    if (!answered) throw new Broken(`${sent.method} ${sent.path} got no response`, undefined)
    last = { sent, answered }
    return answered
  }

  const check: ScenarioApi['check'] = (condition, message) => {
    if (!condition) throw new Broken(message, last)
  }

  function apiOf(account: number): ScenarioApi {
    const tokenFor = async (isSecured: boolean, given: string | undefined) => {
      if (given !== undefined) return given === '' ? undefined : given
      return isSecured ? session.token(account) : undefined
    }
    return {
      account: target.accounts[account] ?? { email: '', password: '' },
      isResettable: target.reset !== undefined,
      as: apiOf,
      freshToken: () => session.token(account, true),
      clock: iso => session.clock(iso),
      fault: kind => session.fault(kind),
      now: () => target.now?.() ?? Date.now(),
      stored: () => target.stored?.() ?? '',
      check,
      equal(actual, expected, what) {
        check(
          isDeepStrictEqual(plain(actual), plain(expected)),
          `${what} is ${shown(actual)} instead of ${shown(expected)}`,
        )
      },
      cannot(reason) {
        throw target.reset ? new Broken(`The test data is incomplete: ${reason}`, last) : new CannotShow(reason)
      },

      async call(operation, ask = {}) {
        const shape = session.shapes.find(({ id }) => id === operation)
        if (!shape) throw new Broken(`the contract has no operation ${operation}`, undefined)
        const foreign = undeclaredIn(shape, ask)
        if (foreign !== undefined)
          throw new Broken(`the contract has no parameter ${foreign} for ${operation}`, undefined)
        const token = await tokenFor(shape.isSecured, ask.token)
        const { body: _, ...sent } = requestOf(shape, {
          id: String(ask.id ?? ''),
          query: new URLSearchParams(
            Object.entries(ask.query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
          ).toString(),
          token,
        })
        return send(shape, withBody(sent, ask))
      },

      async get(url, ask = {}) {
        const path = pathIn(url, origin)
        const shape = session.shapes.find(
          ({ method, pattern }) => method === 'GET' && pattern.test(path.replace(/\?.*/s, '')),
        )
        const token = await tokenFor(true, ask.token)
        return send(shape, {
          method: 'GET',
          path,
          headers: { ...(token !== undefined && { Authorization: `Bearer ${token}` }), ...ask.headers },
        })
      },
    }
  }

  return apiOf(0)
}

function withBody(sent: Omit<Sent, 'body'>, { body, form = false, headers = {} }: Ask): Sent {
  if (body === undefined) return { ...sent, headers: { ...sent.headers, ...headers } }
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json'
  return {
    ...sent,
    headers: { ...sent.headers, 'Content-Type': type, ...headers },
    body: form ? new URLSearchParams(body as Record<string, string>).toString() : JSON.stringify(body),
  }
}

const shown = (value: unknown) => {
  const text = JSON.stringify(value) ?? 'undefined'
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

/** The path and query of a URL. Links may use a public origin other than the one under which the target is tested. */
function pathIn(url: string, origin: string): string {
  if (url.startsWith(`${origin}/`)) return url.slice(origin.length)
  if (!URL.canParse(url)) return url
  const { pathname, search } = new URL(url)
  return pathname + search
}

const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)))

/** Headers of HTTP itself, which every operation accepts. */
const COMMON = /^(accept|authorization|content-type|origin|x-request-id|x-forwarded-for)$/i

/** A parameter of a scenario that the operation does not declare. */
const undeclaredIn = ({ query, headers }: Shape, ask: Ask): string | undefined =>
  Object.keys(ask.query ?? {}).find(name => !query.some(input => input.name === name)) ??
  Object.keys(ask.headers ?? {}).find(
    name => !COMMON.test(name) && !headers.some(input => input.name.toLowerCase() === name.toLowerCase()),
  )
