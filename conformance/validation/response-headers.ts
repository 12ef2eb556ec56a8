import type { Schemas } from '../contract/response-schemas.ts'
import type { DeclaredHeader } from '../contract/responses.ts'
import type { Mismatch } from './mismatch.ts'

/** Headers of HTTP itself and of intermediaries, which no contract declares. */
const TRANSPORT = new Set(
  (
    'content-type content-length content-encoding transfer-encoding connection keep-alive date server via age vary trailer ' +
    'allow accept-ranges strict-transport-security x-content-type-options alt-svc'
  ).split(' '),
)

const isTransport = (name: string) => TRANSPORT.has(name) || name.startsWith('access-control-')

/** Checks that required headers are present and that each value matches its schema. */
export function validateHeaders(
  declared: readonly DeclaredHeader[],
  headers: ReadonlyMap<string, string>,
  schemas: Schemas,
): Mismatch[] {
  return declared.flatMap(({ name, pointer, schema, required }): Mismatch[] => {
    const text = headers.get(name.toLowerCase())
    if (text === undefined) return required ? [{ rule: 'header', message: `${name} is missing`, pointer }] : []
    const errors = schemas.errorsOf(schema, text)
    if (errors.length === 0) return []
    // A header is text: digits count as a number if the schema expects one (OpenAPI 3.1, Header Object, style simple).
    const numeric = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? schemas.errorsOf(schema, Number(text)) : errors
    return numeric.length === 0 ? [] : [{ rule: 'header', message: `${name}: ${text} ${numeric[0]}`, pointer }]
  })
}

/**
 * Finds headers that are not declared for the response.
 * @param known if given, only these names are checked, since proxies add headers of their own
 */
export function undeclaredHeaders(
  declared: readonly DeclaredHeader[],
  headers: ReadonlyMap<string, string>,
  known: ReadonlySet<string> | undefined,
  pointer: string,
): Mismatch[] {
  const names = new Set(declared.map(({ name }) => name.toLowerCase()))
  return [...headers.keys()]
    .filter(name => !names.has(name) && !isTransport(name) && (known === undefined || known.has(name)))
    .map(name => ({ rule: 'undeclared-header', message: `${name} is not declared for this response`, pointer }))
}
