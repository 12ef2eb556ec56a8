import type { RouteConfig, RouteHandler, z } from '@hono/zod-openapi'
import type { routes } from '../generated/routes.gen.ts'
import type { Env } from './context.ts'

/** Headers that mount adds to every response that declares them. Handlers return the others. */
type HeaderAddedByMount =
  | 'X-Request-Id'
  | 'X-RateLimit-Limit'
  | 'X-RateLimit-Remaining'
  | 'X-RateLimit-Reset'
  | 'Retry-After'
  | 'WWW-Authenticate'
  | 'Idempotent-Replayed'

/** Hono's context with the validated parts of the request: `c.req.valid('query')`. */
export type Input<Route extends RouteConfig> = Parameters<RouteHandler<Route, Env>>[0]

/** What a handler may return: the union over the declared status codes of `{status, body, headers}`. */
export type HandlerResponse<Route extends RouteConfig> = {
  [Status in keyof Route['responses']]: ResponseFor<Status, Route['responses'][Status]>
}[keyof Route['responses']]

type ResponseFor<Status, Response> = { status: Status } & BodyOf<Response> & HeadersOf<Response>

type BodyOf<Response> = Response extends { content: infer Content }
  ? {
      body: {
        [Type in keyof Content]: Content[Type] extends { schema: infer S extends z.ZodType } ? z.output<S> : never
      }[keyof Content]
    }
  : { body?: undefined }

type HeadersOf<Response> = Response extends { headers: infer H extends z.ZodType<object> }
  ? OptionalWhenEmpty<HandlerHeaders<z.output<H>>>
  : { headers?: undefined }

/** Headers that the handler returns. mount adds `Cache-Control: no-store`; a handler returns any other value. */
type HandlerHeaders<H> = {
  [Name in keyof H as Name extends HeaderAddedByMount ? never : H[Name] extends 'no-store' ? never : Name]: H[Name]
}

/** `headers` may be omitted when none of them is required. */
type OptionalWhenEmpty<H> = Record<never, never> extends H ? { headers?: H } : { headers: H }

export type Handler<Route extends RouteConfig> = (
  c: Input<Route>,
) => HandlerResponse<Route> | Promise<HandlerResponse<Route>>

/** One handler per operation of a tag. */
export type Group<Routes extends Record<string, RouteConfig>> = {
  [Operation in keyof Routes]: Handler<Routes[Operation]>
}

/** The whole contract, one group per tag. A missing or extra tag or operation does not compile. */
export type Handlers = { [Tag in keyof typeof routes]: Group<(typeof routes)[Tag]> }
