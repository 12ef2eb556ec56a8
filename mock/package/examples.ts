import type { Fetch } from '../../server/app.ts'
import { createCors } from '../../server/http/cors.ts'
import { ApiError } from '../../server/http/errors.ts'
import { commonHeaders } from '../../server/http/respond.ts'
import type { createOperationFinder } from '../operations.ts'
import { readPrefer } from '../trouble/prefer.ts'
import { type ExampleResponse, examplesOf } from './contract-examples.ts'

/** The host of links in the contract's examples. */
const EXAMPLE_ORIGIN = 'https://clustrixglobal.com'

/** Answers requests whose `Prefer` header names a response from the examples of the contract. The request itself is not checked. */
export function createExamples(contract: string, find: ReturnType<typeof createOperationFinder>): Fetch {
  const examples = examplesOf(JSON.parse(contract))
  const cors = createCors('any')
  return async request => {
    const { origin, pathname } = new URL(request.url)
    const operation = find(request.method, pathname) ?? ''
    const { code, example } = readPrefer(request.headers.get('prefer') ?? undefined, undefined, new Set())
    const { status, headers, type, body } = choose(operation, examples[operation] ?? [], code, example)
    const text = body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body)
    return new Response(
      request.method === 'HEAD' ? null : (text?.replaceAll(`${EXAMPLE_ORIGIN}/`, `${origin}/`) ?? null),
      {
        status,
        headers: {
          ...(type !== undefined && { 'Content-Type': type }),
          ...commonHeaders(crypto.randomUUID()),
          ...cors(request.headers, undefined),
          ...headers,
        },
      },
    )
  }
}

/** Throws 400 for a response or example that the operation does not declare. */
function choose(
  operation: string,
  responses: readonly ExampleResponse[],
  code: number | undefined,
  name: string | undefined,
): ExampleResponse & { body: unknown } {
  const response = responses.find(({ status }) => (code === undefined ? status < 300 : status === code))
  const names = Object.keys(response?.bodies ?? {})
  const chosen = name ?? names[0]
  if (!response || (name !== undefined && !names.includes(name))) {
    const declared = responses.map(each => [each.status, ...named(Object.keys(each.bodies))].join(' ')).join(', ')
    const reason = response ? `${response.status} has no example ${name}.` : `code=${code} is not declared.`
    throw new ApiError(400, 'malformed_request', `Prefer: ${reason} ${operation} declares ${declared}.`)
  }
  return { ...response, body: chosen === undefined ? undefined : response.bodies[chosen] }
}

const named = (names: readonly string[]) => (names.length > 0 ? [`(${names.join(', ')})`] : [])
