import type { Answer, HttpAnswer } from './case.ts'
import { passing } from './clock.ts'
import { exampleAnswer } from './contract.ts'

export type Fetch = (request: Request) => Promise<Response>

/** A request that left, and what became of it. */
export interface Exchange {
  method: string
  url: string
  headers: Record<string, string>
  body: string
  credentials: string
  redirect: string
  answer: Answer
  startedAt: number
  /** When the last byte came, it broke, or the client let go of it; undefined while it is open. */
  endedAt: number | undefined
}

/** Answers each request by the script, the nth by the nth entry, and notes it. A request beyond the script finds no connection. */
export function createTransport(answers: readonly (number | Answer)[]): { fetch: Fetch; exchanges: Exchange[] } {
  const exchanges: Exchange[] = []

  async function fetch(request: Request): Promise<Response> {
    const scripted = answers[exchanges.length] ?? 'network error'
    const answer = typeof scripted === 'number' ? { status: scripted } : scripted
    const { method, url, credentials, redirect } = request
    const headers = Object.fromEntries(request.headers)
    const exchange: Exchange = {
      ...{ method, url, headers, body: '', credentials, redirect, answer },
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
    if (answer === 'network error') {
      end()
      throw new TypeError('fetch failed')
    }
    if (answer === 'hang') return await untilAborted(request.signal)
    if (answer.after !== undefined) await Promise.race([passing(answer.after), untilAborted(request.signal)])
    return responseTo(exchange, answer, request.signal, end)
  }

  return { fetch, exchanges }
}

async function untilAborted(signal: AbortSignal): Promise<never> {
  signal.throwIfAborted()
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

function responseTo({ method, url }: Exchange, answer: HttpAnswer, signal: AbortSignal, end: () => void): Response {
  const example = exampleAnswer(method, new URL(url).pathname, answer.status)
  const headers = new Headers(example.headers)
  for (const [name, value] of Object.entries(answer.headers ?? {})) {
    if (value === null) headers.delete(name)
    else headers.set(name, value)
  }
  const text = 'json' in answer ? JSON.stringify(answer.json) : (answer.text ?? example.body)
  if (text === undefined || [204, 304].includes(answer.status)) {
    end()
    return new Response(null, { status: answer.status, headers })
  }
  return new Response(bodyOf(text, answer.half, signal, end), { status: answer.status, headers })
}

/** In two pieces, as a network gives them. */
function bodyOf(text: string, half: HttpAnswer['half'], signal: AbortSignal, end: () => void) {
  const bytes = new TextEncoder().encode(text)
  const middle = Math.ceil(bytes.length / 2)
  const pieces = [bytes.slice(0, middle), ...(half ? [] : [bytes.slice(middle)])].filter(({ length }) => length > 0)
  return new ReadableStream<Uint8Array>(
    {
      start: controller => signal.addEventListener('abort', () => controller.error(signal.reason)),
      async pull(controller) {
        const piece = pieces.shift()
        if (piece) return controller.enqueue(piece)
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
