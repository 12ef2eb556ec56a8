import { into, isObject, type Json, type Located, type OpenApiDocument } from './document.ts'

/** The fixed fields of the objects of OpenAPI 3.1 (4.8). A schema's keywords are in codegen/schema/vocabulary.ts. */
const FIELDS = {
  OpenAPI: 'openapi info jsonSchemaDialect servers paths webhooks components security tags externalDocs',
  Components: 'schemas responses parameters examples requestBodies headers securitySchemes links callbacks pathItems',
  'Path Item': 'summary description get put post delete options head patch trace servers parameters',
  Operation:
    'tags summary description externalDocs operationId parameters requestBody responses callbacks deprecated security servers',
  Parameter:
    'name in description required deprecated allowEmptyValue style explode allowReserved schema example examples content',
  'Request Body': 'description content required',
  'Media Type': 'schema example examples encoding',
  Response: 'description headers content links',
  Header: 'description required deprecated style explode schema example examples content',
} as const

/** What these fields are is the same wherever they stand. */
const TEXTS = ['summary', 'description', 'name', 'in', 'style']
const SWITCHES = ['required', 'deprecated', 'explode', 'allowEmptyValue', 'allowReserved']

/** Every field is one of the object's own or an extension: a misspelt one would say what nobody hears. */
export function checkFields(document: OpenApiDocument, kind: keyof typeof FIELDS, { value, pointer }: Located): void {
  const known = FIELDS[kind].split(' ')
  const unknown = Object.keys(value).find(key => !known.includes(key) && !key.startsWith('x-'))
  if (unknown !== undefined) document.refuse(into(pointer, unknown), `${unknown} is not a field of the ${kind} Object`)
  for (const [type, names] of [
    ['string', TEXTS],
    ['boolean', SWITCHES],
  ] as const)
    for (const name of names) if (known.includes(name)) field(document, { value, pointer }, name, type)
}

const TYPES = {
  string: (value: Json) => typeof value === 'string',
  boolean: (value: Json) => typeof value === 'boolean',
  array: Array.isArray,
  object: isObject,
}

interface Types {
  string: string
  boolean: boolean
  array: Json[]
  object: { [key: string]: Json }
}

/** A field's value, which must be of this type; undefined when it is absent. */
export function field<Type extends keyof Types>(
  document: OpenApiDocument,
  { value, pointer }: Located,
  name: string,
  type: Type,
): Types[Type] | undefined {
  const found = value[name]
  if (found === undefined) return undefined
  if (!TYPES[type](found)) {
    const article = type === 'array' || type === 'object' ? 'an' : 'a'
    return document.refuse(into(pointer, name), `must be ${article} ${type}`)
  }
  return found as Types[Type]
}
