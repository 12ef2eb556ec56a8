import { into, isObject, type Json, type JsonObject } from '../../openapi/document.ts'

/** Fixed fields of the objects of OpenAPI 3.1.0 (4.8), without the Schema Object, whose keywords the generator knows. */
const FIELDS: Record<string, string> = {
  OpenAPI: 'openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs',
  Info: 'title summary description termsOfService contact license version',
  Contact: 'name url email',
  License: 'name identifier url',
  Server: 'url description variables',
  Tag: 'name description externalDocs',
  Components: 'schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems',
  PathItem: '$ref summary description get put post delete options head patch trace servers parameters',
  Operation:
    'tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers',
  Parameter:
    '$ref name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content',
  RequestBody: '$ref description content required',
  MediaType: 'schema example examples encoding',
  Response: '$ref description headers content links',
  Header: '$ref description required deprecated style explode schema example examples content',
  Example: '$ref summary description value externalValue',
  SecurityScheme: '$ref type description name in scheme bearerFormat flows openIdConnectUrl',
}

/** What stands under a field: one object, a list of them or a map to them. */
const CHILDREN: Record<string, Record<string, string>> = {
  OpenAPI: { info: 'Info', servers: 'Server[]', paths: 'PathItem{}', components: 'Components', tags: 'Tag[]' },
  Info: { contact: 'Contact', license: 'License' },
  Components: {
    responses: 'Response{}',
    parameters: 'Parameter{}',
    examples: 'Example{}',
    requestBodies: 'RequestBody{}',
    headers: 'Header{}',
    securitySchemes: 'SecurityScheme{}',
  },
  PathItem: { parameters: 'Parameter[]', get: 'Operation', put: 'Operation', post: 'Operation', delete: 'Operation' },
  Operation: { parameters: 'Parameter[]', requestBody: 'RequestBody', responses: 'Response{}' },
  RequestBody: { content: 'MediaType{}' },
  Response: { headers: 'Header{}', content: 'MediaType{}' },
  MediaType: { examples: 'Example{}' },
}

/** Pointers to keys that OpenAPI does not know: misspelt ones, and halves of a description that YAML took for a key. */
export function unknownKeys(root: JsonObject, kind = 'OpenAPI', pointer = '#'): string[] {
  const known = new Set(FIELDS[kind]?.split(' '))
  const here = Object.keys(root).filter(key => !known.has(key) && !key.startsWith('x-'))
  const below = Object.entries(CHILDREN[kind] ?? {}).flatMap(([key, child]) =>
    childrenOf(root[key], child, into(pointer, key)).flatMap(([inner, at]) =>
      unknownKeys(inner, child.replace(/\W+$/, ''), at),
    ),
  )
  return [...here.map(key => into(pointer, key)), ...below]
}

function childrenOf(value: Json | undefined, kind: string, pointer: string): [JsonObject, string][] {
  const all = kind.endsWith('[]') || kind.endsWith('{}') ? Object.entries(value ?? {}) : [['', value]]
  return (all as [string, Json | undefined][]).flatMap(([key, inner]): [JsonObject, string][] =>
    isObject(inner) ? [[inner, key === '' ? pointer : into(pointer, key)]] : [],
  )
}
