import { type Contract, exampleOf, type MediaType, type Operation } from '../contract.ts'

/** The first successful response, as an example. */
export function sampleResponse(contract: Contract, operation: Operation): string {
  const { status, type, media } = successOf(operation)
  if (!media) return `HTTP/1.1 ${status}`
  const body = isBinary(type) ? '(binary)' : JSON.stringify(exampleOf(contract, media), null, 2)
  return `HTTP/1.1 ${status}\nContent-Type: ${type}\n\n${body}`
}

/** The first successful response; its media type and body only if it has them. */
export function successOf({ responses }: Operation): { status?: string; type?: string; media?: MediaType } {
  const [status, response] = responses.find(([code]) => code.startsWith('2')) ?? []
  const [type, media] = Object.entries(response?.content ?? {})[0] ?? []
  return { ...(status && { status }), ...(type && { type }), ...(media && { media }) }
}

export const isBinary = (type: string | undefined): boolean => type !== undefined && type !== 'application/json'
