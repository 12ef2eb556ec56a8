/** What parseArgs of node:util returns when it is asked for tokens, as far as it is read here. */
interface Parsed<Values> {
  values: Values
  tokens: readonly { kind: string; name?: string; value?: string | undefined }[]
}

/**
 * The options of a command, each given once and with something in it.
 * @param parse calls parseArgs with `tokens: true`
 * @param refuse makes the error of one line for whoever typed the command
 */
export function readOptions<Values>(parse: () => Parsed<Values>, refuse: (message: string) => Error): Values {
  const { values, tokens } = attempt(parse, refuse)
  const seen = new Set<string>()
  for (const { kind, name = '', value } of tokens) {
    if (kind !== 'option') continue
    if (seen.has(name)) throw refuse(`--${name} is given twice`)
    if (value?.trim() === '') throw refuse(`--${name} is empty`)
    seen.add(name)
  }
  return values
}

function attempt<T>(parse: () => T, refuse: (message: string) => Error): T {
  try {
    return parse()
  } catch (error) {
    throw refuse(`${(error as Error).message.split(/\.\s|\n/)[0]}; see --help`)
  }
}
