import { type Contract, exampleOf, type MediaType, type Operation } from './contract.ts'

const SAMPLE_TOKEN = '2|abc123xyz...'

/** A curl command for an operation, with the examples of the contract. */
export function sampleRequest(contract: Contract, operation: Operation, origin: string): string {
  const { method, needsToken, parameters, requestBody } = operation
  const path = parameters
    .filter(parameter => parameter.in === 'path')
    .reduce((filled, { name, example = `{${name}}` }) => filled.replace(`{${name}}`, String(example)), operation.path)
  const [first] = Object.entries(requestBody?.content ?? {})
  const body = first && { type: first[0], example: exampleOf(contract, first[1]) }
  const options = [
    ...(method === 'GET' ? [] : [`-X ${method}`]),
    // Saves the file under the name that the response suggests.
    ...(isBinary(successOf(operation).type) ? ['-OJ'] : []),
  ]
  const parts = [
    ['curl', ...options, quoted(origin + path)].join(' '),
    ...(needsToken ? [`-H ${quoted(`Authorization: Bearer ${SAMPLE_TOKEN}`)}`] : []),
    ...(body ? [`-H ${quoted(`Content-Type: ${body.type}`)}`, `-d ${quoted(JSON.stringify(body.example))}`] : []),
  ]
  return parts.join(' \\\n  ')
}

/** The first successful response, as an example. */
export function sampleResponse(contract: Contract, operation: Operation): string {
  const { status, type, media } = successOf(operation)
  if (!media) return `HTTP/1.1 ${status}`
  const body = isBinary(type) ? '(binary)' : JSON.stringify(exampleOf(contract, media), null, 2)
  return `HTTP/1.1 ${status}\nContent-Type: ${type}\n\n${body}`
}

const isBinary = (type: string | undefined): boolean => type !== undefined && type !== 'application/json'

function successOf({ responses }: Operation): { status?: string; type?: string; media?: MediaType } {
  const [status, response] = responses.find(([code]) => code.startsWith('2')) ?? []
  const [type, media] = Object.entries(response?.content ?? {})[0] ?? []
  return { ...(status && { status }), ...(type && { type }), ...(media && { media }) }
}

/** An argument for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
