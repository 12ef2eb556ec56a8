interface Described {
  /** One sentence for the usage text. */
  help: string
}

export interface Flag extends Described {
  type: 'boolean'
}

interface Valued extends Described {
  /** The placeholder of the value in the usage text, such as FILE. */
  value: string
}

export interface TextOption extends Valued {
  type: 'string'
  choices?: readonly string[]
  default?: string
  required?: true
  /** Passed without the option's name, as in `npm run spec:lint -- FILE`. */
  positional?: true
}

export interface NumberOption extends Valued {
  type: 'number'
  min: number
  max: number
  default: number
}

export type Option = Flag | TextOption | NumberOption
export type Options = Record<string, Option>

export interface Command<O extends Options = Options> {
  /** As the user types it, such as `npm run spec:lint`. */
  name: string
  summary: string
  options: O
  /** What the exit codes 0, 1 and 2 mean; undefined for one that is not used. */
  exitCodes: readonly [string, string | undefined, string]
  examples: readonly string[]
  /** Where to read more. */
  more?: string
}

export type ExitCode = 0 | 1 | 2

type ValueOf<O extends Option> = O extends Flag ? boolean : O extends NumberOption ? number : TextOf<O>
type TextOf<O> = Text<O> | (O extends { default: string } | { required: true } ? never : undefined)
type Text<O> = O extends { choices: readonly (infer Choice)[] } ? Choice : string

/** The values of the options, by their names without `--`. */
export type Values<O extends Options> = { [Name in keyof O]: ValueOf<O[Name]> }

/** Keeps the literal types of the options, from which the types of the values follow. */
export const defineCommand = <const O extends Options>(command: Command<O>): Command<O> => command
