import { createLogger } from '@stoplight/prism-core'
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpMockConfig,
  type IHttpRequest,
} from '@stoplight/prism-http'
import { DocumentError, type OpenApiDocument } from '../../openapi/document.ts'

/** An operation as Prism reads it, its references resolved. */
export type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]

/** An error that Prism finds in a request. */
export interface Diagnostic {
  /** Part and field, such as `['query', 'status']`. Undefined for a missing token. */
  path?: readonly string[]
  /** A JSON Schema keyword, or the number 401 for a missing token. */
  code?: string | number
  /** Such as `Request body property name must NOT have fewer than 1 characters`. */
  message: string
}

/** The response and the example that a client asks for. */
export interface Preference {
  code?: number
  exampleKey?: string
}

export interface ExampleResponse {
  status: number
  /** The examples of all declared headers, with their names as in the document. */
  headers: Record<string, string>
  /** The value of the example. */
  body: unknown
  /** Prism's messages when the body violates its schema, which is possible for a body without an example. */
  violations: string[]
}

/** Prism in two steps, so that rules that OpenAPI cannot express are checked between them, in the contract's order. */
export interface Prism {
  operations: PrismOperation[]
  /** Validates a request against schemas and security. */
  validate(operation: PrismOperation, request: IHttpRequest): Promise<readonly Diagnostic[]>
  /** The example of a response. Without a preference, the first example of the successful response. */
  exampleResponse(operation: PrismOperation, preference: Preference): Promise<ExampleResponse>
}

/** DiagnosticSeverity.Error of @stoplight/types. */
const ERROR = 0

const VALIDATE_ONLY: IHttpMockConfig = {
  isProxy: false,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
}

const RESPOND_ONLY: IHttpMockConfig = {
  ...VALIDATE_ONLY,
  checkSecurity: false,
  validateRequest: false,
  validateResponse: true,
}

/** Throws a DocumentError when Prism cannot read the document or finds nothing in it to serve. */
export async function createPrism(document: OpenApiDocument): Promise<Prism> {
  const operations = await readOperations(document)
  const logger = createLogger('mock', { level: 'silent' })
  // Otherwise Prism responds to an invalid request itself, with a problem document if no declared status code fits.
  const noResponse = { _tag: 'Right', right: { statusCode: 200 } } as const
  const validator = createInstance(VALIDATE_ONLY, { logger, mock: () => () => noResponse })
  const responder = createInstance(RESPOND_ONLY, { logger })

  return {
    operations,
    async validate(operation, request) {
      const result = await validator.request(request, [operation])()
      if (result._tag === 'Left') throw result.left
      // A warning, such as that a parameter is deprecated, does not make a request invalid.
      return result.right.validations.input.filter(({ severity }) => severity === ERROR)
    },
    async exampleResponse(operation, preference) {
      const request = { method: operation.method, url: { path: operation.path } } as IHttpRequest
      const config = { ...RESPOND_ONLY, mock: { dynamic: false, ...preference } }
      const result = await responder.request(request, [operation], config)()
      if (result._tag === 'Left') throw result.left
      const { output, validations } = result.right
      return {
        status: output.statusCode,
        headers: stringValues(output.headers),
        body: output.body,
        violations: validations.output.map(({ message }) => message),
      }
    },
  }
}

async function readOperations(document: OpenApiDocument): Promise<PrismOperation[]> {
  let operations: PrismOperation[]
  try {
    // Prism resolves references in place.
    operations = await getHttpOperationsFromSpec(structuredClone(document.root))
  } catch (error) {
    throw new DocumentError(`${document.file}: Prism cannot read it (${(error as Error).message.split('\n')[0]})`)
  }
  if (operations.length === 0)
    document.refuse(
      '#/paths',
      'the document has no operations, so there is nothing to mock',
      'Add a path with an operation.',
    )
  return operations.map(withExplodedLists)
}

/** Lists are repeated keys by default (OpenAPI 3.1, 4.8.12.2), but Prism would split the last value at its commas. */
function withExplodedLists(operation: PrismOperation): PrismOperation {
  const query = operation.request?.query?.map(parameter => ({ explode: true, ...parameter }))
  return query ? { ...operation, request: { ...operation.request, query } } : operation
}

const stringValues = (headers: object = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
