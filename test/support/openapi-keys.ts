import { into, isObject, type Json } from '../../openapi/document.ts'

/** The fixed fields of the objects of OpenAPI 3.1 that the generator does not read, by where they stand: in a field, or each in a list or map. */
const FIELDS: Record<string, string> = {
  info: 'title summary description termsOfService contact license version',
  contact: 'name url email',
  license: 'name identifier url',
  'servers/': 'url description variables',
  server: 'url description variables',
  'variables/': 'enum default description',
  'tags/': 'name description externalDocs',
  externalDocs: 'description url',
  'examples/': '$ref summary description value externalValue',
  'encoding/': 'contentType headers style explode allowReserved',
  'links/': '$ref operationRef operationId parameters requestBody description server',
  'securitySchemes/': '$ref type description name in scheme bearerFormat flows openIdConnectUrl',
  flows: 'implicit password clientCredentials authorizationCode',
  implicit: 'authorizationUrl tokenUrl refreshUrl scopes',
  password: 'authorizationUrl tokenUrl refreshUrl scopes',
  clientCredentials: 'authorizationUrl tokenUrl refreshUrl scopes',
  authorizationCode: 'authorizationUrl tokenUrl refreshUrl scopes',
}

/** Their keywords are the generator's own, and what they show is anything. */
const NOT_OBJECTS_OF_OPENAPI = ['schema', 'schemas', 'value', 'example']

/**
 * Pointers to keys that OpenAPI does not know, misspelt ones and halves of a description that YAML took for a key, in the objects that
 * the generator does not read and so cannot refuse.
 */
export function unknownKeys(value: Json, name = '', pointer = '#'): string[] {
  if (typeof value !== 'object' || value === null) return []
  const known = isObject(value) ? FIELDS[name]?.split(' ') : undefined
  const isList = `${name}/` in FIELDS
  return Object.entries(value).flatMap(([key, inner]) => {
    const here = into(pointer, key)
    if (key.startsWith('x-') && !isList) return []
    if (known && !known.includes(key)) return [here]
    return !isList && NOT_OBJECTS_OF_OPENAPI.includes(key) ? [] : unknownKeys(inner, isList ? `${name}/` : key, here)
  })
}
