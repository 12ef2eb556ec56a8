import { into, type Located } from '../openapi/document.ts'
import { field } from '../openapi/fields.ts'
import type { Operation } from '../openapi/operations.ts'
import { defaultOf } from './schema/annotation.ts'
import { literal, type SchemaContext } from './schema/context.ts'
import { demandedTypes } from './schema/demanded.ts'
import { key as propertyKey, type Shared } from './shared.ts'
import { schemaOf, textArray, textValue } from './text-value.ts'

/** The styles that are read, by place (OpenAPI 3.1, Style Values); the first is the default. */
const STYLES: Readonly<Record<string, string>> = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' }

/** A header parameter of this name is not one (OpenAPI 3.1, Parameter Object, `name`). */
const IGNORED = ['accept', 'content-type', 'authorization']

/** The parameters of one place as a `z.object`, or nothing. */
export function parametersText(
  context: SchemaContext,
  shared: Shared,
  { parameters }: Operation,
  place: keyof typeof STYLES,
  key: string,
): string {
  for (const { value, pointer } of parameters) {
    if (!Object.hasOwn(STYLES, String(value.in)))
      context.document.refuse(
        value.in === undefined ? pointer : into(pointer, 'in'),
        'must be in path, query, header or cookie',
      )
  }
  const entries = parameters
    .filter(({ value }) => value.in === place)
    .filter(({ value }) => place !== 'header' || !IGNORED.includes(String(value.name).toLowerCase()))
    .map(
      parameter =>
        `${propertyKey(String(parameter.value.name))}: ${shared.put('parameters', parameter.pointer, () => parameterText(context, parameter))}`,
    )
  return entries.length === 0 ? '' : `${key}: z.object({ ${entries.join(', ')} })`
}

function parameterText(context: SchemaContext, parameter: Located): string {
  const { value, pointer } = parameter
  const { document } = context
  const place = String(value.in)
  // Where nothing is sent zod reads it from the prototype.
  if (String(value.name) in Object.prototype)
    document.refuse(pointer, `${value.name} is a name that every object inherits`)
  const style = value.style ?? STYLES[place]
  if (style !== STYLES[place]) document.refuse(into(pointer, 'style'), `style ${style} in ${place} is not supported`)
  if (value.allowEmptyValue === true) document.refuse(into(pointer, 'allowEmptyValue'), 'is not supported')
  const isRequired = field(document, parameter, 'required', 'boolean') ?? false
  const isExploded = field(document, parameter, 'explode', 'boolean') ?? style === 'form'
  const schema = schemaOf(context, parameter)
  const array = textArray(context, schema, isExploded && style === 'form')
  if (array !== undefined && place === 'cookie')
    document.refuse(schema.pointer, 'an array in a cookie is not supported')
  const text = array ?? textValue(context, schema)
  if (isRequired) return text
  const fallback = defaultOf(context, schema) ?? null
  if (fallback === null) return `${text}.optional()`
  // What is sent is never null, and without a type it is text.
  const isOther = Array.isArray(fallback)
    ? array === undefined || fallback.includes(null)
    : typeof fallback !== 'string' && demandedTypes(document, schema) === undefined
  if (isOther) document.refuse(schema.pointer, `the default ${literal(fallback)} cannot be said in text`)
  return `${text}.default(${literal(fallback)})`
}
