// Compiled by `npm run types`, never run: zod says the same as openapi-typescript, for every schema and every JSON response.
import type { z } from '@hono/zod-openapi'
import type { components, operations } from '../../client/src/types.gen.ts'
import type { anyOf } from '../../codegen/runtime/composition.ts'
import type { routes } from '../../server/generated/routes.gen.ts'
import type * as schemas from '../../server/generated/schemas.gen.ts'

/** Exactly the same type, `any` and optional properties included. */
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false

/** The type of values that an extensible enum does not list. The client's types have it, because new values may be added. */
type Unlisted = string & {}

/** Intersections written out, records of both spellings made one, and extensible enums closed, at any depth. */
type Plain<T> = T extends Blob | Uint8Array
  ? 'bytes'
  : Equal<T, Unlisted> extends true
    ? never
    : T extends (infer Item)[]
      ? Plain<Item>[]
      : T extends object
        ? { [Key in keyof T]: Plain<T[Key]> }
        : T

/** Names of the properties whose types differ; never when all agree. */
type Differing<A, B> = {
  [Key in keyof A | keyof B]: Key extends keyof A & keyof B
    ? Equal<Plain<A[Key]>, Plain<B[Key]>> extends true
      ? never
      : Key
    : Key
}[keyof A | keyof B]

/** Fails to compile with the names that differ. */
declare function agree<_Differing extends never>(): void

type Contract = components['schemas']
type Zod = typeof schemas

// What a client may send is what the schema takes in; what it receives is what the schema gives out. They differ by defaults only.
type Sent = {
  [Name in keyof Contract & keyof Zod as Name extends `${string}Request` ? Name : never]: z.input<Zod[Name]>
}
type Answered = {
  [Name in keyof Contract & keyof Zod as Name extends `${string}Request` ? never : Name]: z.output<Zod[Name]>
}
agree<Differing<Contract, Sent & Answered>>()

type Routes = { [Tag in keyof typeof routes]: (typeof routes)[Tag] }[keyof typeof routes]
type RouteOf<Id> = Routes extends infer Group ? (Group extends Record<Id & string, infer Route> ? Route : never) : never

type ZodBodies<Route> = Route extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Responses[Status] extends {
        content: { [Type in string]: { schema: infer S extends z.ZodType } }
      }
        ? z.output<S>
        : undefined
    }
  : never

type ContractBodies<Operation> = Operation extends { responses: infer Responses }
  ? {
      [Status in keyof Responses]: Responses[Status] extends { content: infer Content }
        ? [keyof Content] extends [never]
          ? undefined
          : Content[keyof Content]
        : undefined
    }
  : never

agree<
  {
    [Id in keyof operations]: [Differing<ContractBodies<operations[Id]>, ZodBodies<RouteOf<Id>>>] extends [never]
      ? never
      : Id
  }[keyof operations]
>()

type Either = ReturnType<typeof anyOf<z.ZodObject<{ a: z.ZodNumber }> | z.ZodObject<{ b: z.ZodString }>>>
agree<
  Differing<{ made: z.output<Either>; sent: z.input<Either> }, Record<'made' | 'sent', { a: number } | { b: string }>>
>()

// The server's types stay exact.
type Status = z.output<Zod['InvoiceStatus']>
'void' satisfies Status
// @ts-expect-error a status that the contract does not list
'archived' satisfies Status
'archived' satisfies Contract['InvoiceStatus']

// Each of them can fail.
// @ts-expect-error an extensible enum with another value
agree<Differing<{ a: 'x' | 'y' | Unlisted }, { a: 'x' }>>()
// @ts-expect-error an enum that is not extensible, and a string
agree<Differing<{ a: 'x' }, { a: string }>>()
// @ts-expect-error a property that one direction has as a number
agree<Differing<{ a: { id: number } }, { a: { id: string } }>>()
// @ts-expect-error a property that only one direction may leave out
agree<Differing<{ a: { id?: number } }, { a: { id: number } }>>()
// @ts-expect-error a schema that one direction does not have
agree<Differing<{ a: string; b: string }, { a: string }>>()
