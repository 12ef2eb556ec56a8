import { into, type JsonObject } from '../../../openapi/document.ts'
import { formats, integerBounds } from '../../../openapi/formats.ts'
import type { Rule } from '../rule.ts'
import { typesOf } from '../schemas.ts'

/** Keywords that judge only values of one type (JSON Schema 2020-12 validation, 6). */
const OF_TYPE: Record<string, string> = {
  string: 'minLength maxLength pattern contentEncoding contentMediaType',
  number: 'minimum maximum exclusiveMinimum exclusiveMaximum multipleOf',
  object:
    'properties required additionalProperties patternProperties propertyNames minProperties maxProperties dependentRequired ' +
    'dependentSchemas unevaluatedProperties',
  array: 'items prefixItems minItems maxItems uniqueItems contains minContains maxContains unevaluatedItems',
}

const TYPES = [...Object.keys(OF_TYPE), 'boolean']
const TYPE_OF = new Map(Object.entries(OF_TYPE).flatMap(([type, names]) => names.split(' ').map(name => [name, type])))

/** A keyword beside a type it does not judge judges nothing; nobody writes that on purpose. */
export const keywordFitsType: Rule = {
  name: 'keyword-fits-type',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      const named = kind === 'Schema' ? typesOf(value).map(String) : []
      const types = named.map(type => (type === 'integer' ? 'number' : type))
      if (types.length === 0 || !types.every(type => TYPES.includes(type))) continue
      for (const keyword of Object.keys(value)) {
        const type = keyword === 'format' ? typeOfFormat(value) : TYPE_OF.get(keyword)
        if (type === undefined || types.includes(type)) continue
        yield {
          pointer: into(pointer, keyword),
          message: `${keyword} judges ${type}s, and nothing in a schema of type ${named.join(', ')}`,
          hint: `Correct the type, or remove ${keyword}.`,
        }
      }
    }
  },
}

const NUMBERS = [...Object.keys(integerBounds), 'float', 'double']

/** Of a format that nobody knows another rule speaks. */
function typeOfFormat({ format }: JsonObject): string | undefined {
  if (NUMBERS.includes(String(format))) return 'number'
  return Object.hasOwn(formats, String(format)) || ['password', 'binary'].includes(String(format))
    ? 'string'
    : undefined
}
