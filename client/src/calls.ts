import type { OperationCalls } from './calls.gen.ts'
import type {
  CallArgument,
  HttpMethod,
  InitArgument,
  OperationAt,
  Outcome,
  ParseAs,
  PathWith,
} from './operation-types.ts'
import type { paths } from './types.gen.ts'

/** The calls of a client by method. Each operation has a signature of its own, so that editors show its description. */
export type Calls<IsThrowing extends boolean> = {
  [Method in keyof OperationCalls<IsThrowing>]: OperationCalls<IsThrowing>[Method] &
    OtherCall<Lowercase<Method>, IsThrowing>
}

/** The last signatures, from which TypeScript takes its message if a call fits none. */
interface OtherCall<Method extends HttpMethod, IsThrowing extends boolean> {
  /** A call of any of several paths, or one with a mistake. */
  <Path extends string, As extends ParseAs | undefined = undefined>(
    path: PathOrHint<Path, Method>,
    ...init: [Path] extends [PathWith<Method>]
      ? InitArgument<CallArgument<OperationAt<Path, Method>, As>>
      : [init: unknown]
  ): Outcome<OperationAt<Path, Method>, IsThrowing, As>
  /** A call without its second argument. */
  <Path extends string>(path: MissingArgument<Path, Method>): never
}

/** The path itself, or a type that says what is wrong with it. */
type PathOrHint<Path extends string, Method extends HttpMethod> =
  Path extends PathWith<Method>
    ? Path
    : Path extends keyof paths
      ? `${Path} has no ${Uppercase<Method>}`
      : [TemplateOf<Path, PathWith<Method>>] extends [never]
        ? PathWith<Method> & string
        : `use ${TemplateOf<Path, PathWith<Method>>} and params.path`

type MissingArgument<Path extends string, Method extends HttpMethod> =
  Path extends PathWith<Method>
    ? `${Path} needs a second argument with ${RequiredName<CallArgument<OperationAt<Path, Method>, undefined>>}`
    : PathOrHint<Path, Method>

type RequiredName<Init> = { [Name in keyof Init]-?: object extends Pick<Init, Name> ? never : Name }[keyof Init] &
  string

/** The template of a path that is filled in: `/invoices/{id}` of `/invoices/7`. */
type TemplateOf<Path extends string, Template extends string> = Template extends string
  ? Fits<Path, Template> extends true
    ? Template
    : never
  : never

type Fits<Path extends string, Template extends string> = Path extends `${infer Head}/${infer Rest}`
  ? Template extends `${infer TemplateHead}/${infer TemplateRest}`
    ? FitsSegment<Head, TemplateHead> extends true
      ? Fits<Rest, TemplateRest>
      : false
    : false
  : Template extends `${string}/${string}`
    ? false
    : FitsSegment<Path, Template>

type FitsSegment<Segment extends string, Template extends string> = Template extends `{${string}}`
  ? true
  : Segment extends Template
    ? true
    : false
