// Compiled by `npm run types`, never run. Checks every operation of the contract. If a check fails, its type names the operations.
import type { operations, paths, Result, Success } from '@clustrix/client'
import type { IntegerHeader } from '../../../client/src/operations.gen.ts'
import type { PagedPath } from '../../../client/src/types.ts'
import type { Equal } from './equal.ts'

type Operations = operations
type Name = keyof Operations
type Responses<Op extends Name> = Operations[Op]['responses']
type At<Op extends Name, Status> = Extract<Result<Operations[Op]>, { status: Status }>

/** The names for which something is not true. */
type Unless<Holds extends Record<string, boolean>> = {
  [Op in keyof Holds]: Holds[Op] extends true ? never : Op
}[keyof Holds]

type HasAllStatuses = { [Op in Name]: Equal<Result<Operations[Op]>['status'], keyof Responses<Op>> }
export const noStatusMore: Equal<Unless<HasAllStatuses>, never> = true

type Declared<Response> = Response extends { content: infer Content } ? Content[keyof Content] : undefined
type BodyOf<Result> = Result extends { data: infer Data; error?: undefined }
  ? Data
  : Result extends { error: infer Failure }
    ? Failure
    : undefined
type HasBodies = {
  [Op in Name]: {
    [S in keyof Responses<Op>]: Equal<BodyOf<At<Op, S>>, Declared<Responses<Op>[S]>>
  }[keyof Responses<Op>]
}
export const noBodyElse: Equal<Unless<HasBodies>, never> = true

/** The declared headers of a response, without the index signature. An optional one may be missing. */
type Declares<Response> = Response extends { headers: infer H }
  ? { [Name in keyof H as string extends Name ? never : Name]: undefined extends H[Name] ? 'optional' : 'required' }
  : never
type HeadersOf<H> = { [Name in keyof H]: undefined extends H[Name] ? 'optional' : 'required' }
type HasHeaders = {
  [Op in Name]: {
    [S in keyof Responses<Op>]: Equal<HeadersOf<At<Op, S>['headers']>, Declares<Responses<Op>[S]>>
  }[keyof Responses<Op>]
}
export const noHeaderElse: Equal<Unless<HasHeaders>, never> = true

type Integer<Headers> = Headers[keyof Headers & IntegerHeader]
type HasNumbers = {
  [Op in Name]: {
    [S in keyof Responses<Op>]: Equal<Integer<At<Op, S>['headers']>, number> extends true
      ? true
      : Equal<Integer<At<Op, S>['headers']>, never>
  }[keyof Responses<Op>]
}
export const noIntegerAsText: Equal<Unless<HasNumbers>, never> = true

type NamesFiles = { [Op in Name]: Equal<Exclude<Result<Operations[Op]>['fileName'], undefined>, never> }
export const noFileElse: Equal<Unless<NamesFiles>, 'getInvoicePdf'> = true

type ThrowsTheRest = { [Op in Name]: `${Success<Operations[Op]>['status']}` extends `2${string}` ? true : false }
export const noFailureReturned: Equal<Unless<ThrowsTheRest>, never> = true

type Lists = {
  [Path in keyof paths]: paths[Path] extends { get: { parameters: { query?: infer Query } } }
    ? 'page' extends keyof Query
      ? Path
      : never
    : never
}[keyof paths]
export const noOtherPages: Equal<PagedPath, Lists> = true

// The checks above would notice a difference.
export const noticed: [
  Equal<Unless<{ a: true; b: false }>, 'b'>,
  Equal<BodyOf<{ data: 1; error?: undefined } | { error: 2 }>, 1 | 2>,
  Equal<{ a?: 1 }, { a: 1 }>,
  Equal<never, 'a'>,
] = [true, true, false, false]
