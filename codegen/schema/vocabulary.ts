import { into, type JsonObject, type Located, type OpenApiDocument } from '../../openapi/document.ts'

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
]

/** Keywords that judge nothing (2020-12 validation, 8 and 9; OpenAPI 3.1 Schema Object). */
const annotations = [
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
  '$id',
  '$schema',
  '$defs',
  'contentMediaType',
  'contentEncoding',
]

const known = new Set([...general, ...annotations, ...Object.values(typed).flat()])

const hints: Record<string, string> = {
  nullable: 'is OpenAPI 3.0; in 3.1 add "null" to the type',
  dependencies: 'is an older draft; use dependentRequired',
  definitions: 'is an older draft; use components/schemas or $defs',
  additionalItems: 'is an older draft; use prefixItems and items',
  id: 'is an older draft; use $id',
}

/** Every keyword is understood or refused: a misspelt one would be a rule that nobody keeps. */
export function checkKeywords(document: OpenApiDocument, { value, pointer }: Located): void {
  for (const keyword of Object.keys(value)) {
    if (known.has(keyword) || keyword.startsWith('x-')) continue
    document.refuse(
      into(pointer, keyword),
      hints[keyword] ? `${keyword} ${hints[keyword]}` : `${keyword} is not a keyword that is supported`,
    )
  }
}

/** The types a schema names, in its order; undefined when it names none. */
export function typesOf(document: OpenApiDocument, { value, pointer }: Located): TypeName[] | undefined {
  const { type } = value
  if (type === undefined) return undefined
  const names = Array.isArray(type) ? type : [type]
  for (const name of names) {
    if (!['string', 'integer', 'number', 'boolean', 'object', 'array', 'null'].includes(String(name))) {
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
