import { type Contract, exampleOf, type Operation } from './contract.ts'

const SAMPLE_TOKEN = '2|abc123xyz...'

/** A curl command for an operation, with the examples of the contract. */
export function sampleRequest(contract: Contract, operation: Operation, origin: string): string {
  const { method, needsToken, parameters, requestBody } = operation
  const path = parameters
    .filter(parameter => parameter.in === 'path')
    .reduce((filled, { name, example }) => filled.replace(`{${name}}`, String(example)), operation.path)
  const [first] = Object.entries(requestBody?.content ?? {})
  const body = first && { type: first[0], example: exampleOf(contract, first[1]) }
  const parts = [
    `curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(origin + path)}`,
    ...(needsToken ? [`-H ${quoted(`Authorization: Bearer ${SAMPLE_TOKEN}`)}`] : []),
    ...(body ? [`-H ${quoted(`Content-Type: ${body.type}`)}`, `-d ${quoted(JSON.stringify(body.example))}`] : []),
  ]
  return parts.join(' \\\n  ')
}

/** The first successful response with a body, as an example. */
export function sampleResponse(contract: Contract, { responses }: Operation): { language: string; text: string } {
  const [status, response] = responses.find(([code, { content }]) => code.startsWith('2') && content) ?? ['', undefined]
  const [first] = Object.entries(response?.content ?? {})
  const head = `HTTP/1.1 ${status}\nContent-Type: ${first?.[0]}`
  const isJson = first?.[0] === 'application/json'
  const body = first && isJson ? JSON.stringify(exampleOf(contract, first[1]), null, 2) : '(binary)'
  return { language: 'http', text: `${head}\n\n${body}` }
}

/** An argument for a POSIX shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
