import type { ParamsOption, RequestBodyOption } from 'openapi-fetch'
import { ApiError } from './api-error.ts'
import { type Call, createCall, type Init } from './call.ts'
import { operations } from './operations.gen.ts'
import type { CallOptions, ClientOptions } from './options.ts'
import { baseOf } from './request.ts'
import type { ParseAs, Result, Success } from './result.ts'
import { createToken } from './token.ts'
import type { components, paths } from './types.gen.ts'

type Schemas = components['schemas']

/** Of the Path Item Object (OpenAPI 3.1, 4.8.9). */
type HttpMethod = 'get' | 'put' | 'post' | 'delete' | 'options' | 'head' | 'patch' | 'trace'

/** The paths that have an operation of this method. */
export type PathWith<Method extends HttpMethod> = {
  [Path in keyof paths]: paths[Path] extends { [M in Method]: object } ? Path : never
}[keyof paths]

export type OperationAt<Path, Method> = Path extends keyof paths ? paths[Path][Method & keyof paths[Path]] : never

/** `params` and `body` as the contract declares them, and what any call takes. */
export type CallInit<Operation> = ParamsOption<Operation> & RequestBodyOption<Operation> & CallOptions

/** It may be left out where nothing in it is required. */
export type InitArgument<I> = object extends I ? [init?: I] : [init: I]

type Calls<IsThrowing extends boolean> = {
  [Method in HttpMethod as PathWith<Method> extends never ? never : Uppercase<Method>]: <
    Path extends PathWith<Method>,
    As extends ParseAs | undefined = undefined,
  >(
    path: Path,
    ...init: InitArgument<CallInit<OperationAt<Path, Method>> & { parseAs?: As }>
  ) => Promise<IsThrowing extends true ? Success<OperationAt<Path, Method>, As> : Result<OperationAt<Path, Method>, As>>
}

export interface CoreClient extends Calls<false> {
  /** The same calls, but each resolves to an answer of 2xx and throws any other as an ApiError. */
  orThrow: Calls<true>
  /** Exchanges email and password for a token and uses it from then on; throws an ApiError if it is refused. */
  login(credentials: Schemas['CreateTokenRequest'], options?: CallOptions): Promise<Schemas['CreatedToken']>
}

/** What a client without pages is made of; `call` and `base` are for what is added to it. */
export interface Core {
  api: CoreClient
  call: Call
  /** Scheme, host and path of the server, without a slash at the end. */
  base: string
}

export function createCore(options: ClientOptions): Core {
  const base = baseOf(options.baseUrl)
  const token = createToken(options.token, () => options.onUnauthenticated?.(api))
  const call = createCall(base, token, options)
  const methods = new Set(Object.keys(operations).map(key => key.split(' ')[0]!))
  const calls = (isThrowing: boolean) =>
    Object.fromEntries(
      Array.from(methods, method => [method, (path: string, init?: Init) => call(isThrowing, method, path, init)]),
    )
  const api = {
    ...calls(false),
    orThrow: calls(true),
    async login(body: Schemas['CreateTokenRequest'], options?: CallOptions) {
      const { data } = await api.orThrow.POST('/api/v1/auth/token', { ...options, body })
      try {
        token.set(data.token)
      } catch {
        throw new ApiError('login answered a token that cannot be used', { status: 0, code: 'bad_answer' })
      }
      return data
    },
  } as object as CoreClient
  return { api, call, base }
}
