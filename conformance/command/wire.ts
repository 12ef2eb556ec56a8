import { Agent as HttpAgent, type IncomingMessage, request as overHttp } from 'node:http'
import { Agent as HttpsAgent, request as overHttps } from 'node:https'
import type { SentRequest } from '../exchange/exchange.ts'
import { asWritten } from '../session/curl.ts'
import { TargetUnreachable } from './target-unreachable.ts'

/** Largest response, in bytes. */
const MOST = 32 * 1024 * 1024

/**
 * Sends requests unmodified and reads responses completely. `fetch` would normalise the path, add headers, follow redirects and
 * decompress bodies.
 * @returns functions to send a request and to close the connections; sending throws TargetUnreachable
 */
export function wireTo(origin: URL, timeLimit: number) {
  const isSecure = origin.protocol === 'https:'
  const agent = new (isSecure ? HttpsAgent : HttpAgent)({ keepAlive: true })
  const start = isSecure ? overHttps : overHttp

  function once({ method, path, headers, body }: SentRequest): Promise<Response> {
    const bytes = body === undefined ? undefined : Buffer.from(body as string)
    // A server may close an idle connection just as it is reused. Only safe requests can be retried, so others get a new connection.
    const options = {
      method,
      path: asWritten(path),
      agent: isSafe(method) ? agent : false,
      signal: AbortSignal.timeout(timeLimit),
      // Node would not send a length for the body of a GET.
      headers: { ...headers, ...(bytes && { 'Content-Length': String(bytes.length) }) },
    }
    return new Promise((resolve, reject) => {
      const sending = start(origin, options)
      sending.on('error', reject)
      sending.once('response', incoming => read(incoming, method).then(resolve, reject))
      sending.end(bytes)
    })
  }

  async function send(sent: SentRequest): Promise<Response> {
    const attempt = () => once(sent)
    const isStale = (error: NodeJS.ErrnoException) => error.code === 'ECONNRESET' && isSafe(sent.method)
    try {
      return await attempt().catch(error => (isStale(error) ? attempt() : Promise.reject(error)))
    } catch (error) {
      throw explained(error as NodeJS.ErrnoException, origin, sent, timeLimit)
    }
  }

  return { send, close: () => agent.destroy() }
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD'

async function read(incoming: IncomingMessage, method: string): Promise<Response> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of incoming) {
    length += chunk.length
    if (length > MOST) {
      incoming.destroy()
      throw new TargetUnreachable(`sent more than ${MOST / 1024 / 1024} MiB`)
    }
    chunks.push(chunk)
  }
  const status = incoming.statusCode ?? 0
  if (status < 200 || status > 599) throw new TargetUnreachable(`sent the invalid status ${status}`)
  const hasBody = method !== 'HEAD' && ![204, 205, 304].includes(status)
  const response = new Response(hasBody ? Buffer.concat(chunks) : null, { status })
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    response.headers.append(String(incoming.rawHeaders[i]), String(incoming.rawHeaders[i + 1]))
  }
  return response
}

function explained(
  error: NodeJS.ErrnoException,
  origin: URL,
  { method, path }: SentRequest,
  timeLimit: number,
): TargetUnreachable {
  const where = origin.origin
  if (error instanceof TargetUnreachable)
    return new TargetUnreachable(`${where} ${error.message} for ${method} ${path}`)
  if (error.name === 'AbortError' || error.name === 'TimeoutError') {
    return new TargetUnreachable(`${where} did not respond within ${timeLimit / 1000} s to ${method} ${path}`)
  }
  return new TargetUnreachable(`${where} is not reachable (${error.code ?? error.message})`)
}
