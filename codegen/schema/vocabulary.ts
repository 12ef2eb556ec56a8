import { into, type JsonObject, type Located, type OpenApiDocument } from '../../openapi/document.ts'
import { field } from '../../openapi/fields.ts'
import { formats } from '../../openapi/formats.ts'

export type TypeName = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null'

/** Keywords that judge only values of one type (2020-12 validation, 6). */
export const typed: Readonly<Record<'string' | 'number' | 'object' | 'array', readonly string[]>> = {
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'format'],
  object: [
    'properties',
    'required',
    'additionalProperties',
    'patternProperties',
    'propertyNames',
    'minProperties',
    'maxProperties',
    'dependentRequired',
    'unevaluatedProperties',
  ],
  array: [
    'items',
    'prefixItems',
    'minItems',
    'maxItems',
    'uniqueItems',
    'contains',
    'minContains',
    'maxContains',
    'unevaluatedItems',
  ],
}

const general = [
  'type',
  'enum',
  'const',
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'then',
  'else',
  'discriminator',
  'default',
  '$schema',
]

/** Keywords that judge nothing (2020-12 validation, 8 and 9; OpenAPI 3.1 Schema Object). */
export const annotations = [
  'title',
  'description',
  'example',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  'externalDocs',
  'xml',
  '$comment',
  '$defs',
  'contentMediaType',
  'contentEncoding',
]

/** Every keyword that is understood. */
export const keywords: ReadonlySet<string> = new Set([...general, ...annotations, ...Object.values(typed).flat()])

const hints = {
  nullable: 'is OpenAPI 3.0; in 3.1 add "null" to the type',
  dependencies: 'is an older draft; use dependentRequired',
  definitions: 'is an older draft; use components/schemas or $defs',
  additionalItems: 'is an older draft; use prefixItems and items',
  id: 'is an older draft',
  $id: 'changes what references mean, which is not supported',
} as const

const DIALECT = 'https://json-schema.org/draft/2020-12/schema'

/** Every keyword is understood or refused: a misspelt one would be a rule that nobody keeps. */
export function checkKeywords(document: OpenApiDocument, { value, pointer }: Located): void {
  for (const keyword of Object.keys(value)) {
    if (keywords.has(keyword) || keyword.startsWith('x-')) continue
    const hint = Object.hasOwn(hints, keyword)
      ? hints[keyword as keyof typeof hints]
      : 'is not a keyword that is supported'
    document.refuse(into(pointer, keyword), `${keyword} ${hint}`)
  }
  if (value.$schema !== undefined && value.$schema !== DIALECT)
    document.refuse(into(pointer, '$schema'), `only ${DIALECT} is supported`)
  for (const keyword of ['readOnly', 'writeOnly', 'deprecated', 'uniqueItems'])
    if (value[keyword] !== undefined && typeof value[keyword] !== 'boolean')
      document.refuse(into(pointer, keyword), 'must be true or false')
  for (const keyword of ['title', 'description', '$comment', 'contentMediaType', 'contentEncoding'])
    field(document, { value, pointer }, keyword, 'string')
  field(document, { value, pointer }, 'examples', 'array')
}

/** The types a schema names, in its order; undefined when it names none. */
export function typesOf(document: OpenApiDocument, { value, pointer }: Located): TypeName[] | undefined {
  const { type } = value
  if (type === undefined) return undefined
  const names = Array.isArray(type) ? type : [type]
  if (names.length === 0 || new Set(names).size < names.length)
    document.refuse(into(pointer, 'type'), 'must name types, each once')
  for (const name of names) {
    if (!['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'].includes(name as string)) {
      document.refuse(into(pointer, 'type'), `${JSON.stringify(name)} is not a type`)
    }
  }
  return names as TypeName[]
}

/** Keywords of the schema that need to know which type they judge. */
export const typedKeywordsOf = (value: JsonObject): string[] =>
  Object.values(typed)
    .flat()
    .filter(keyword => value[keyword] !== undefined)

/** A keyword beside a type it does not judge judges nothing; nobody writes that on purpose. */
export function checkFits(document: OpenApiDocument, { value, pointer }: Located, types: TypeName[]): void {
  const families = types.map(type => (type === 'integer' ? 'number' : type))
  for (const keyword of typedKeywordsOf(value)) {
    const fits = families.some(
      family =>
        Object.hasOwn(typed, family) &&
        typed[family as keyof typeof typed].includes(keyword) &&
        !(keyword === 'format' && family === 'number' && Object.hasOwn(formats, String(value.format))),
    )
    if (!fits)
      document.refuse(into(pointer, keyword), `${keyword} judges nothing in a schema of type ${types.join(', ')}`)
  }
}
