import { isApiError } from '@clustrix/client'
import type { Outcome } from './case.ts'

/** A result as data, with bytes as text. */
export async function outcomeOf(result: Record<string, unknown>): Promise<Outcome> {
  const { status, data, error, headers, fileName } = result
  return { status: status as number, data: await readable(data), error, headers: { ...(headers as object) }, fileName }
}

async function readable(data: unknown): Promise<unknown> {
  if (data instanceof Blob || data instanceof ReadableStream || data instanceof ArrayBuffer)
    return `${data.constructor.name}: ${await new Response(data).text()}`
  return data
}

/** An error as data. */
export function thrownOutcome(thrown: unknown, signal: AbortSignal | undefined): Outcome {
  if (signal?.aborted && thrown === signal.reason) return { throws: 'the reason of the signal' }
  if (!isApiError(thrown)) return { throws: String(thrown) }
  const { name, status, code, message, errors, requestId, retryAfter, cause } = thrown
  return { rejects: { name, status, code, message, errors, requestId, retryAfter, cause: cause && String(cause) } }
}
