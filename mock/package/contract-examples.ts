type Json = Record<string, unknown>

/** A response of an operation with its examples. */
export interface ExampleResponse {
  status: number
  /** Without those that every response has. */
  headers: Record<string, string>
  /** Media type of the body; undefined without a body. */
  type: string | undefined
  /** By their names. */
  bodies: Record<string, unknown>
}

/** Headers that every response has. */
const COMMON: ReadonlySet<string> = new Set(['X-Request-Id', 'Cache-Control'])

/** The examples of each operation's responses, by operationId. @param contract a document that the generator accepts */
export function examplesOf(contract: Json): Record<string, ExampleResponse[]> {
  const resolve = (value: unknown): Json => {
    const { $ref } = objectOf(value)
    return typeof $ref === 'string' ? resolve(follow(contract, $ref)) : objectOf(value)
  }

  const responseOf = (status: string, given: unknown): ExampleResponse => {
    const response = resolve(given)
    const [[type, media] = [undefined, undefined]] = Object.entries(objectOf(response.content))
    const bodies = Object.entries(objectOf(objectOf(media).examples)).map(([name, example]) => [
      name,
      resolve(example).value,
    ])
    const headers = Object.entries(objectOf(response.headers)).flatMap(([name, given]) => {
      const header = resolve(given)
      const example = firstExample(header) ?? firstExample(resolve(header.schema))
      return example === undefined || COMMON.has(name) ? [] : [[name, String(example)]]
    })
    return { status: Number(status), headers: Object.fromEntries(headers), type, bodies: Object.fromEntries(bodies) }
  }

  const operations = Object.values(objectOf(contract.paths)).flatMap(path =>
    Object.values(objectOf(path)).map(objectOf),
  )
  return Object.fromEntries(
    operations.flatMap(({ operationId, responses }) =>
      typeof operationId === 'string'
        ? [[operationId, Object.entries(objectOf(responses)).map(([status, response]) => responseOf(status, response))]]
        : [],
    ),
  )
}

function firstExample({ example, examples, const: only }: Json): unknown {
  if (example !== undefined || only !== undefined) return example ?? only
  return Array.isArray(examples) ? examples[0] : resolveFirst(objectOf(examples))
}

/** Named examples of a header. */
const resolveFirst = (examples: Json): unknown => objectOf(Object.values(examples)[0]).value

/** The value at a reference within the document (RFC 6901). */
const follow = (root: Json, reference: string): unknown =>
  reference
    .slice('#/'.length)
    .split('/')
    .map(part => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, key) => objectOf(value)[key], root)

const objectOf = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}
