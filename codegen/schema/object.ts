import { isObject, type Located } from '../../openapi/document.ts'
import { keywordsIn } from '../../openapi/vocabulary.ts'
import { defaultOf } from './annotation.ts'
import { childOf, type Expression, expression, literal, type SchemaContext } from './context.ts'
import { propertyText } from './property.ts'

/**
 * An object. Without `additionalProperties` it accepts what it does not declare and drops it, which is how an undeclared property of a
 * response is noticed: it is in what was validated and not in what came out.
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
  // Checks see what came out, so they stand apart where defaults add keys.
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

/** What an object's keys must be, whatever their values: required but not declared, and how many. */
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

/** What may stand beside the declared properties. */
function restOf(context: SchemaContext, schema: Located): Rest {
  const rest = keywordsIn(schema.value).additionalProperties
  if (rest === undefined) return { kind: 'open' }
  if (rest === false) return { kind: 'closed' }
  if (!isObject(rest) || Object.keys(rest).length === 0) return { kind: 'any' }
  const lazy = { ...context, isLazy: true }
  return { kind: 'schema', schema: context.write(lazy, childOf(schema, 'additionalProperties')) }
}
