import { isObject, type Located } from '../../openapi/document.ts'
import { keywordsIn } from '../../openapi/vocabulary.ts'
import { defaultOf } from './annotation.ts'
import { childOf, type Expression, expression, literal, type SchemaContext } from './context.ts'
import { propertyText } from './property.ts'

/**
 * An object. Without `additionalProperties`, it accepts and drops undeclared properties. Comparing a response with the result therefore
 * reveals undeclared properties.
 */
export function objectExpression(context: SchemaContext, schema: Located): Expression {
  const { properties = {}, required = [] } = keywordsIn(schema.value)
  const declared = Object.keys(properties)
  const rest = restOf(context, schema)
  const undeclared = required.filter(key => !declared.includes(key))
  const checks = keyChecks(context, schema, undeclared)
  if (declared.length === 0 && rest.kind !== 'closed') {
    const values = rest.kind === 'schema' ? rest.schema : expression('z.unknown()')
    return expression(`z.record(z.string(), ${values.text})${checks}`, values.deferred)
  }
  const shape = declared.map(key => propertyText(context, schema, key, required.includes(key))).join(', ')
  // Checks run on the result, so they need a schema of their own if defaults add keys.
  const isChanged = checks !== '' && declared.some(key => hasDefault(context, schema, key))
  const isLoose = rest.kind === 'any' || (rest.kind === 'open' && checks !== '' && !isChanged)
  const kind = isLoose ? 'looseObject' : rest.kind === 'closed' ? 'strictObject' : 'object'
  const catchall = rest.kind === 'schema' ? `.catchall(${rest.schema.text})` : ''
  const object = `z.${kind}({ ${shape} })${catchall}`
  return expression(
    isChanged ? `${context.helper('both')}(${object}, z.looseObject({})${checks})` : `${object}${checks}`,
    rest.kind === 'schema' && rest.schema.deferred,
  )
}

const hasDefault = (context: SchemaContext, schema: Located, key: string): boolean =>
  context.direction === 'request' && defaultOf(context, childOf(schema, 'properties', key)) !== undefined

/** Checks for keys that are required but not declared, and for the number of keys. */
function keyChecks({ helper }: SchemaContext, schema: Located, undeclared: string[]): string {
  const { minProperties = 0, maxProperties } = keywordsIn(schema.value)
  return [
    undeclared.length > 0 ? `.check(${helper('hasKeys')}(${literal(undeclared)}))` : '',
    minProperties > 0 || maxProperties !== undefined
      ? `.check(${helper('propertyCount')}(${minProperties}, ${maxProperties ?? 'Infinity'}))`
      : '',
  ].join('')
}

type Rest = { kind: 'open' | 'any' | 'closed' } | { kind: 'schema'; schema: Expression }

/** Which other properties are allowed. */
function restOf(context: SchemaContext, schema: Located): Rest {
  const rest = keywordsIn(schema.value).additionalProperties
  if (rest === undefined) return { kind: 'open' }
  if (rest === false) return { kind: 'closed' }
  if (!isObject(rest) || Object.keys(rest).length === 0) return { kind: 'any' }
  const lazy = { ...context, isLazy: true }
  return { kind: 'schema', schema: context.write(lazy, childOf(schema, 'additionalProperties')) }
}
