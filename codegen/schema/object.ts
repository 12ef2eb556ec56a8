import { into, isObject, type Located } from '../../openapi/document.ts'
import { childOf, type Expression, expression, type SchemaContext } from './context.ts'
import { keyChecks, patternsText, stringsOf } from './keys.ts'
import { fallbackOf, propertyText } from './property.ts'
import { schemaExpression } from './schema.ts'

/**
 * An object. Without `additionalProperties` it accepts what it does not declare and drops it, which is how an undeclared property is
 * told in an answer: it stands in what was judged, not in what came out.
 */
export function objectExpression(context: SchemaContext, schema: Located): Expression {
  const { value, pointer } = schema
  const properties = value.properties ?? {}
  if (!isObject(properties)) return context.document.refuse(into(pointer, 'properties'), 'must be an object')
  const required = stringsOf(context, value.required ?? [], into(pointer, 'required'))
  const declared = Object.keys(properties)
  const rest = restOf(context, schema)
  const checks = keyChecks(
    context,
    schema,
    required.filter(key => !declared.includes(key)),
  )
  if (value.patternProperties !== undefined) {
    const patterns = patternsText(context, schema, declared, restExpression(rest))
    checks.text = `${patterns.text}${checks.text}`
    checks.deferred ||= patterns.deferred
  }
  const isPatterned = value.patternProperties !== undefined
  if (declared.length === 0 && (isPatterned || rest.kind !== 'closed')) {
    const values = isPatterned ? expression('z.unknown()') : restExpression(rest)
    return expression(`z.record(z.string(), ${values.text})${checks.text}`, values.deferred || checks.deferred)
  }
  const shape = declared.map(key => propertyText(context, schema, key, required.includes(key))).join(', ')
  // Checks see what came out, so they stand apart where that is not what was sent: defaults add keys, properties lose parts.
  const isChanged = checks.text !== '' && (isPatterned || declared.some(key => isFilled(context, schema, key)))
  const isLoose = rest.kind === 'any' || isPatterned || (rest.kind === 'open' && checks.text !== '' && !isChanged)
  const kind = isLoose ? 'looseObject' : rest.kind === 'closed' ? 'strictObject' : 'object'
  const catchall = rest.kind === 'schema' && !isPatterned ? `.catchall(${rest.schema.text})` : ''
  const object = `z.${kind}({ ${shape} })${catchall}`
  return expression(
    isChanged ? `${context.helper('both')}(${object}, z.looseObject({})${checks.text})` : `${object}${checks.text}`,
    checks.deferred || (rest.kind === 'schema' && rest.schema.deferred),
  )
}

const isFilled = (context: SchemaContext, schema: Located, key: string): boolean =>
  context.direction === 'input' && fallbackOf(context, childOf(context, schema, 'properties', key)) !== undefined

type Rest = { kind: 'open' | 'any' | 'closed' } | { kind: 'schema'; schema: Expression }

/** What may stand beside the declared properties. */
function restOf(context: SchemaContext, schema: Located): Rest {
  const { value, pointer } = schema
  const { additionalProperties, unevaluatedProperties } = value
  if (unevaluatedProperties !== undefined) {
    const composed = ['allOf', 'anyOf', 'oneOf', '$ref', 'if'].some(keyword => value[keyword] !== undefined)
    if (composed) context.document.refuse(into(pointer, 'unevaluatedProperties'), 'is not supported beside composition')
  }
  const keyword = additionalProperties === undefined ? 'unevaluatedProperties' : 'additionalProperties'
  const rest = value[keyword]
  if (rest === undefined) return { kind: 'open' }
  if (rest === false) return { kind: 'closed' }
  if (rest === true || (isObject(rest) && Object.keys(rest).length === 0)) return { kind: 'any' }
  return { kind: 'schema', schema: schemaExpression({ ...context, isLazy: true }, childOf(context, schema, keyword)) }
}

function restExpression(rest: Rest): Expression {
  if (rest.kind === 'schema') return rest.schema
  return expression(rest.kind === 'closed' ? 'z.never()' : 'z.unknown()')
}
