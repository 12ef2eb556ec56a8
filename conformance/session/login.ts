import { isObject, type OpenApiDocument } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import { resolve } from '../../openapi/references.ts'
import type { Shape } from '../contract/request-shape.ts'
import type { ReceivedResponse, SentRequest } from '../exchange/exchange.ts'
import type { Account } from '../target.ts'

/** How a user gets a token and revokes it. Found by the shape of the operations, not by name. */
export interface Login {
  shape: Shape
  /** The fields for the account's email and password. */
  email: string
  password: string
  /** The property of the response that holds the token. */
  token: string
  /** Revokes the token it is called with. */
  revoke: Shape | undefined
}

/** The public operation with a `format: password` field; undefined if there is none. */
export function loginOf(document: OpenApiDocument, shapes: readonly Shape[]): Login | undefined {
  for (const shape of shapes) {
    const password = shape.body?.fields.find(({ schema }) => schema.format === 'password')?.name
    const email = shape.body?.fields.find(({ schema }) => schema.format === 'email')?.name
    const token = firstRequired(document, shape)
    if (shape.isSecured || password === undefined || email === undefined || token === undefined) continue
    const revoke = shapes.find(
      other =>
        other.isSecured &&
        other.method === 'POST' &&
        other.body === undefined &&
        other.ids.length === 0 &&
        other.operation.tags[0] === shape.operation.tags[0],
    )
    return { shape, email, password, token, revoke }
  }
  return undefined
}

/** The first required property of the first success response. */
function firstRequired(document: OpenApiDocument, { operation }: Shape): string | undefined {
  const [, success] = operation.responses.find(([status]) => /^2/.test(status)) ?? []
  const content = success?.value.content
  if (!success || !isObject(content)) return undefined
  const pointer = into(success.pointer, 'content', Object.keys(content)[0] ?? '', 'schema')
  const schema = document.at(pointer)
  if (!isObject(schema)) return undefined
  const { required } = resolve(document, { value: schema, pointer }).value
  return Array.isArray(required) ? String(required[0]) : undefined
}

export function loginRequest({ shape, email, password }: Login, account: Account): SentRequest {
  const [type = ''] = Object.keys(shape.body?.media ?? {})
  const fields = { [email]: account.email, [password]: account.password }
  const body = type === 'application/json' ? JSON.stringify(fields) : new URLSearchParams(fields).toString()
  return { method: shape.method, path: shape.path, headers: { 'Content-Type': type }, body }
}

/** The token in a login response; undefined if there is none that fits into a header. */
export function tokenIn({ token }: Login, { json }: ReceivedResponse): string | undefined {
  const found = isObject(json as never) ? (json as Record<string, unknown>)[token] : undefined
  return typeof found === 'string' && /^[!-~]+$/.test(found) ? found : undefined
}
