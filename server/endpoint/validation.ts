import type { RouteConfig, z } from '@hono/zod-openapi'
import type { RequestContext } from '../http/context.ts'
import { validationFailed } from '../http/errors.ts'
import { NO_FIELDS, parseFormEncoded, type ReceivedFields, rawQuery } from '../http/fields.ts'
import { fieldErrors, type RequestPart } from '../http/messages.ts'

/** A function that validates the requests of an operation. What it declares is read once, when the server starts. */
export function createValidator(route: RouteConfig) {
  const query = objectOf(route.request?.query)
  const headers = objectOf(route.request?.headers)
  const body = objectOf(jsonSchema(route))

  /** Validates query and body together, so that one response names all invalid fields. Sets the values of `c.req.valid`. */
  return function validate(c: RequestContext, sentBody: ReceivedFields | undefined): void {
    const parts: RequestPart[] = []
    if (query) {
      const sent = parseFormEncoded(rawQuery(c.req.raw.url))
      const sentQueryKeys = new Set(Object.keys(sent.values))
      const result = query.schema.safeParse(sent.values)
      parts.push({ ...query, sent, issues: result.error?.issues ?? [], closed: true })
      c.set('sentQueryKeys', sentQueryKeys)
      c.req.addValidatedData('query', result.data ?? {})
    }
    if (body) {
      const sent = sentBody ?? NO_FIELDS
      const result = body.schema.safeParse(sent.values)
      parts.push({ ...body, sent, issues: result.error?.issues ?? [], closed: body.closed })
      c.req.addValidatedData('json', result.data ?? {})
    }
    if (headers) {
      const values = Object.fromEntries(headers.declared.map(name => [name, c.req.header(name)]))
      c.req.addValidatedData('header', headers.schema.safeParse(values).data ?? {})
    }
    const report = fieldErrors(parts)
    if (report) throw validationFailed(report.errors, report.unnamed)
  }
}

interface ObjectSchema {
  schema: z.ZodObject
  declared: readonly string[]
  closed: boolean
}

function objectOf(schema: unknown): ObjectSchema | undefined {
  if (!schema) return undefined
  const object = schema as z.ZodObject
  if (object.def?.type !== 'object') throw new Error('The schemas of query, headers and request body must be objects')
  return { schema: object, declared: Object.keys(object.shape), closed: object.def.catchall?._zod.def.type === 'never' }
}

/** The schema of the JSON body. A form body has the same schema. */
export function jsonSchema(route: RouteConfig): unknown {
  const media = route.request?.body?.content['application/json']
  return media && 'schema' in media ? media.schema : undefined
}
