import { isObject, type OpenApiDocument } from '../../openapi/document.ts'
import { into, keysOf } from '../../openapi/pointer.ts'
import { isRelativeServer } from '../../openapi/servers.ts'

const KINDS: Record<string, string> = {
  schemas: '',
  parameters: 'parameter ',
  headers: 'header ',
  responses: 'response ',
  requestBodies: 'request body ',
  securitySchemes: 'security scheme ',
  examples: 'example ',
  pathItems: 'path item ',
}

/** A readable name of the object at a pointer: `Ticket.subject`, `POST /tickets response 201 header Location`. */
export function nameOf(document: OpenApiDocument, pointer: string): string {
  const keys = keysOf(pointer) ?? []
  const [place, one = '', two = '', ...rest] = keys
  if (place === 'components' && keys.length > 2)
    return `${KINDS[one] ?? `${one} `}${two}${partsOf(document, into('#', place, one, two), rest)}`
  if ((place === 'paths' || place === 'webhooks') && keys.length > 1) {
    const method = /^(get|put|post|delete|options|head|patch|trace)$/.test(two) ? two : undefined
    const what = [method?.toUpperCase(), one].filter(Boolean).join(' ')
    const start = method === undefined ? into('#', place, one) : into('#', place, one, two)
    const title = place === 'webhooks' ? `webhook ${what}` : what
    return title + partsOf(document, start, method === undefined ? keys.slice(2) : rest)
  }
  const value = document.at(into('#', place ?? '', one))
  if (place === 'tags' && isObject(value)) return `the tag ${value.name}`
  if (place === 'servers' && isObject(value)) return `the server ${serverName(String(value.url))}`
  return keys.length === 0 ? 'the API' : keys.join('.')
}

/** A relative URL alone does not say which server it is. */
export const serverName = (url: string): string => (isRelativeServer(url) ? `${url} (relative to the document)` : url)

function partsOf(document: OpenApiDocument, start: string, keys: readonly string[]): string {
  let text = ''
  let pointer = start
  for (let index = 0; index < keys.length; index++) {
    const [key = '', next] = keys.slice(index)
    pointer = into(pointer, key)
    const named = next === undefined ? undefined : NAMED[key]
    if (named !== undefined && next !== undefined) {
      pointer = into(pointer, next)
      text += named(next, document.at(pointer))
      index++
    } else text += PLAIN[key] ?? ''
  }
  return text
}

type Name = (name: string, value: unknown) => string

/** Fields followed by a name or an index. */
const NAMED: Record<string, Name> = {
  properties: name => `.${name}`,
  allOf: () => '',
  oneOf: name => ` (alternative ${Number(name) + 1})`,
  anyOf: name => ` (alternative ${Number(name) + 1})`,
  $defs: name => ` ${name}`,
  parameters: (name, value) => ` parameter ${isObject(value) ? (nameIn(value) ?? name) : name}`,
  responses: name => ` response ${name}`,
  headers: name => ` header ${name}`,
  content: name => (/^application\/json\b/.test(name) ? '' : ` as ${name}`),
  flows: name => ` (${name})`,
  security: () => '',
  servers: () => '',
  required: () => '',
}

const nameIn = ({ name, $ref }: Record<string, unknown>) =>
  name ??
  String($ref ?? '')
    .split('/')
    .at(-1)

const PLAIN: Record<string, string> = {
  requestBody: ' request body',
  items: '[]',
  additionalProperties: '.*',
}
