import type { HttpResponse, ScriptedResponse } from './case.ts'
import { elapsed } from './clock.ts'
import { exampleResponse } from './contract.ts'

export type Fetch = (request: Request) => Promise<Response>

/** A request that was sent, and its response. */
export interface Exchange {
  method: string
  url: string
  headers: Record<string, string>
  body: string
  credentials: string
  redirect: string
  response: ScriptedResponse
  startedAt: number
  /** When the last byte arrived, the connection broke, or the client aborted it; undefined while it is open. */
  endedAt: number | undefined
}

/** Returns the scripted responses in order and records the requests. A request beyond the script is a network error. */
export function createTransport(responses: readonly (number | ScriptedResponse)[]): {
  fetch: Fetch
  exchanges: Exchange[]
} {
  const exchanges: Exchange[] = []

  async function fetch(request: Request): Promise<Response> {
    const scripted = responses[exchanges.length] ?? 'network error'
    const response = typeof scripted === 'number' ? { status: scripted } : scripted
    const { method, url, credentials, redirect } = request
    const headers = Object.fromEntries(request.headers)
    const exchange: Exchange = {
      ...{ method, url, headers, body: '', credentials, redirect, response },
      ...{ startedAt: Date.now(), endedAt: undefined },
    }
    exchanges.push(exchange)
    const end = () => {
      exchange.endedAt ??= Date.now()
    }
    if (request.signal.aborted) end()
    request.signal.throwIfAborted()
    request.signal.addEventListener('abort', end)
    exchange.body = await request.text()
    if (response === 'network error') {
      end()
      throw new TypeError('fetch failed')
    }
    if (response === 'hang') return await untilAborted(request.signal)
    if (response.after !== undefined) await Promise.race([elapsed(response.after), untilAborted(request.signal)])
    return responseTo(exchange, response, request.signal, end)
  }

  return { fetch, exchanges }
}

async function untilAborted(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted()
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

function responseTo({ method, url }: Exchange, response: HttpResponse, signal: AbortSignal, end: () => void): Response {
  const example = exampleResponse(method, new URL(url).pathname, response.status)
  const headers = new Headers(example.headers)
  for (const [name, value] of Object.entries(response.headers ?? {})) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  const text = 'json' in response ? JSON.stringify(response.json) : (response.text ?? example.body)
  if (text === undefined || [204, 304].includes(response.status)) {
    end()
    return new Response(null, { status: response.status, headers })
  }
  return new Response(bodyOf(text, response.half, signal, end), { status: response.status, headers })
}

/** In two chunks, as from a network. */
function bodyOf(text: string, half: HttpResponse['half'], signal: AbortSignal, end: () => void) {
  const bytes = new TextEncoder().encode(text)
  const middle = Math.ceil(bytes.length / 2)
  const chunks = [bytes.slice(0, middle), ...(half ? [] : [bytes.slice(middle)])].filter(({ length }) => length > 0)
  return new ReadableStream<Uint8Array>(
    {
      start: controller => signal.addEventListener('abort', () => controller.error(signal.reason)),
      async pull(controller) {
        const chunk = chunks.shift()
        if (chunk) return controller.enqueue(chunk)
        if (half === 'hangs') return await untilAborted(signal)
        end()
        if (half === 'breaks') return controller.error(new TypeError('terminated'))
        controller.close()
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  )
}
