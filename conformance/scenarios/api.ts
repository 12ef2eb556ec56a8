import { isDeepStrictEqual } from 'node:util'
import type { Shape } from '../contract/request-shape.ts'
import { DEFAULT_ORIGIN } from '../exchange/conversation.ts'
import type { Exchange, ReceivedResponse, SentRequest } from '../exchange/exchange.ts'
import { requestOf, type Session } from '../session/session.ts'
import type { ScenarioApi, ScenarioRequest } from './scenario.ts'

/** Thrown if an expectation of a scenario is not met, with the exchange that shows it. */
export class ExpectationFailed extends Error {
  readonly exchange: Exchange | undefined

  constructor(message: string, exchange: Exchange | undefined) {
    super(message)
    this.exchange = exchange
  }
}

/** Thrown if the target lacks the data for a scenario. */
export class ScenarioSkipped extends Error {}

/**
 * The functions that a scenario uses to send requests and check responses.
 * @param mayLackData whether it may be skipped on a target that can be reset
 */
export function createScenarioApi(session: Session, name: string, mayLackData: boolean): ScenarioApi {
  const { target } = session
  const origin = target.origin ?? DEFAULT_ORIGIN
  let last: Exchange | undefined

  async function send(shape: Session['shapes'][number] | undefined, sent: SentRequest): Promise<ReceivedResponse> {
    const response = await session.send(shape, name, sent)
    if (!response) throw new ExpectationFailed(`${sent.method} ${sent.path} got no response`, undefined)
    last = { sent, response }
    return response
  }

  const check: ScenarioApi['check'] = (condition, message) => {
    if (!condition) throw new ExpectationFailed(message, last)
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
      stored: async () => target.stored?.() ?? '',
      check,
      equal(actual, expected, what) {
        check(
          isDeepStrictEqual(plain(actual), plain(expected)),
          `${what} is ${shown(actual)} instead of ${shown(expected)}`,
        )
      },
      skip(reason) {
        throw target.reset && !mayLackData
          ? new ExpectationFailed(`The test data is incomplete: ${reason}`, last)
          : new ScenarioSkipped(reason)
      },

      async call(operation, request = {}) {
        const shape = session.shapes.find(({ id }) => id === operation)
        if (!shape) throw new ExpectationFailed(`the contract has no operation ${operation}`, undefined)
        const foreign = undeclaredIn(shape, request)
        if (foreign !== undefined) {
          const reason = `the contract has no parameter ${foreign} for ${operation}`
          throw session.isOwnContract ? new ExpectationFailed(reason, undefined) : new ScenarioSkipped(reason)
        }
        const token = await tokenFor(shape.isSecured, request.token)
        const { body: _, ...sent } = requestOf(shape, {
          id: String(request.id ?? ''),
          query: new URLSearchParams(
            Object.entries(request.query ?? {}).map(([key, value]): [string, string] => [key, String(value)]),
          ).toString(),
          token,
          headers: session.headersFor(shape),
        })
        return send(shape, withBody(sent, request))
      },

      async get(url, request = {}) {
        const path = pathIn(url, origin)
        const shape = session.shapes.find(
          ({ method, pattern }) => method === 'GET' && pattern.test(path.replace(/\?.*/s, '')),
        )
        const token = await tokenFor(true, request.token)
        return send(shape, {
          method: 'GET',
          path,
          headers: { ...(token !== undefined && { Authorization: `Bearer ${token}` }), ...request.headers },
        })
      },
    }
  }

  return apiOf(0)
}

function withBody(sent: Omit<SentRequest, 'body'>, { body, form = false, headers = {} }: ScenarioRequest): SentRequest {
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
const undeclaredIn = ({ query, headers }: Shape, request: ScenarioRequest): string | undefined =>
  Object.keys(request.query ?? {}).find(name => !query.some(input => input.name === name)) ??
  Object.keys(request.headers ?? {}).find(
    name => !COMMON.test(name) && !headers.some(input => input.name.toLowerCase() === name.toLowerCase()),
  )
