import { createLogger } from '@stoplight/prism-core'
import {
  createInstance,
  getHttpOperationsFromSpec,
  type IHttpMockConfig,
  type IHttpRequest,
} from '@stoplight/prism-http'
import { DocumentError, type OpenApiDocument } from '../openapi/document.ts'

/** An operation as Prism reads it, its references resolved. */
export type PrismOperation = Awaited<ReturnType<typeof getHttpOperationsFromSpec>>[number]

/** What Prism says is wrong with a request. */
export interface Diagnostic {
  /** Place and field, `['query', 'status']`; none for a missing token. */
  path?: readonly string[]
  /** A JSON Schema keyword; the number 401 where security is not satisfied. */
  code?: string | number
  /** In Prism's words, `Request body property name must NOT have fewer than 1 characters`. */
  message: string
}

/** Which response of an operation is wanted, and which of its examples. */
export interface Preference {
  code?: number
  exampleKey?: string
}

/** An answer as Prism takes it from the document. */
export interface MockAnswer {
  status: number
  /** Of all declared headers the example; their names as in the document. */
  headers: Record<string, string>
  /** The example's value. */
  body: unknown
  /** What breaks the contract in it, in Prism's words: a sampled body can. */
  violations: string[]
}

/** Prism as two questions about one operation, so that what OpenAPI cannot say can stand between them in the contract's order. */
export interface Prism {
  operations: PrismOperation[]
  /** Everything that is wrong with a request by its schemas and security. */
  judge(operation: PrismOperation, request: IHttpRequest): Promise<readonly Diagnostic[]>
  /** The example of a response; without a preference the first of the success. */
  answer(operation: PrismOperation, preference: Preference): Promise<MockAnswer>
}

const judging: IHttpMockConfig = {
  isProxy: false,
  checkSecurity: true,
  validateRequest: true,
  validateResponse: false,
  errors: false,
  upstreamProxy: undefined,
  mock: { dynamic: false },
}

const answering: IHttpMockConfig = { ...judging, checkSecurity: false, validateRequest: false, validateResponse: true }

/** Throws a DocumentError when Prism cannot read the document or finds nothing in it to serve. */
export async function createPrism(document: OpenApiDocument): Promise<Prism> {
  const operations = await readOperations(document)
  const logger = createLogger('mock', { level: 'silent' })
  // Left alone Prism answers a bad request at once, and with a problem of its own where the document has no fitting status.
  const noAnswer = { _tag: 'Right', right: { statusCode: 200 } } as const
  const judge = createInstance(judging, { logger, mock: () => () => noAnswer })
  const mock = createInstance(answering, { logger })

  return {
    operations,
    async judge(operation, request) {
      const result = await judge.request(request, [operation])()
      if (result._tag === 'Left') throw result.left
      return result.right.validations.input
    },
    async answer(operation, preference) {
      const request = { method: operation.method, url: { path: operation.path } } as IHttpRequest
      const config = { ...answering, mock: { dynamic: false, ...preference } }
      const result = await mock.request(request, [operation], config)()
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
  if (operations.length === 0) document.refuse('#/paths', 'has no operations')
  // Prism would call the addresses in `callbacks`; the mock calls nobody.
  return operations.map(({ callbacks: _, ...operation }) => operation)
}

const stringValues = (headers: object = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
