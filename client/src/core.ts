import { ApiError } from './api-error.ts'
import { type Call, createCall } from './call.ts'
import { operations } from './operations.gen.ts'
import type { CallOptions } from './options.ts'
import { baseOf, type Init } from './request.ts'
import { createToken } from './token.ts'
import type { CreateTokenRequest } from './types.gen.ts'
import type { ClientOptions, CoreClient } from './types.ts'

/** A client without pages; `call` and `base` are for what is added to it. */
export interface Core {
  api: CoreClient
  call: Call
  /** Scheme, host and path of the server, without a trailing slash. */
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
    async login(body: CreateTokenRequest, options?: CallOptions) {
      const { data } = await api.orThrow.POST('/api/v1/auth/token', { ...options, body })
      try {
        token.set(data.token)
      } catch {
        throw new ApiError('login returned an unusable token', { status: 0, code: 'bad_response' })
      }
      return data
    },
  } as object as CoreClient
  return { api, call, base }
}
