import { isObject, type Json, type JsonObject, type Located, type OpenApiDocument } from '../../openapi/document.ts'
import { type Operation, operationsOf } from '../../openapi/operations.ts'
import { into } from '../../openapi/pointer.ts'
import { resolve } from '../../openapi/references.ts'

/** A named input with its schema: a body property or a parameter. */
export interface Input {
  name: string
  required: boolean
  /** Pointer to its schema, for ajv; references are not followed. */
  pointer: string
  /** The schema with references followed one level, to read its keywords. */
  schema: JsonObject
}

/** The inputs of an operation. Statuses are not part of it, so that requests never depend on declared responses. */
export interface Shape {
  operation: Operation
  id: string
  method: string
  /** `/api/v1/invoices/{id}` */
  path: string
  /** Matches the paths of the template. */
  pattern: RegExp
  isSecured: boolean
  /** The path parameters. */
  ids: Input[]
  query: Input[]
  headers: Input[]
  body: BodyShape | undefined
}

export interface BodyShape {
  required: boolean
  /** Schema pointers by media type. */
  media: Record<string, string>
  /** Fields of the object schema of the first media type. */
  fields: Input[]
  /** Whether unknown fields are refused. */
  closed: boolean
  /** The contract's example bodies, by name. */
  examples: Record<string, JsonObject>
}

export function shapesOf(document: OpenApiDocument): Shape[] {
  return operationsOf(document).map(operation => shapeOf(document, operation))
}

function shapeOf(document: OpenApiDocument, operation: Operation): Shape {
  return {
    operation,
    id: operation.id,
    method: operation.method.toUpperCase(),
    path: operation.path,
    pattern: patternOf(operation.path),
    isSecured: operation.security.length > 0 && operation.security.every(scheme => Object.keys(scheme).length > 0),
    ids: inputsIn(document, operation, 'path'),
    query: inputsIn(document, operation, 'query'),
    headers: inputsIn(document, operation, 'header'),
    body: bodyOf(document, operation.requestBody),
  }
}

/** A path template as a pattern for whole paths (OpenAPI 3.1, Path Templating). */
export const patternOf = (template: string): RegExp => new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`)

function inputsIn(document: OpenApiDocument, { parameters }: Operation, place: string): Input[] {
  return parameters
    .filter(({ value }) => value.in === place)
    .map(({ value, pointer }) => ({
      name: String(value.name),
      required: value.required === true,
      pointer: into(pointer, 'schema'),
      schema: schemaAt(document, into(pointer, 'schema')),
    }))
}

function bodyOf(document: OpenApiDocument, body: Located | undefined): BodyShape | undefined {
  if (!body || !isObject(body.value.content)) return undefined
  const media = Object.fromEntries(
    Object.keys(body.value.content).map(type => [type, into(body.pointer, 'content', type, 'schema')]),
  )
  const [first] = Object.values(media)
  if (first === undefined) return undefined
  const { value: schema, pointer } = resolve(document, { value: objectAt(document, first), pointer: first })
  const required = Array.isArray(schema.required) ? schema.required : []
  const properties = isObject(schema.properties) ? Object.keys(schema.properties) : []
  return {
    required: body.value.required === true,
    media,
    fields: properties.map(name => ({
      name,
      required: required.includes(name),
      pointer: into(pointer, 'properties', name),
      schema: schemaAt(document, into(pointer, 'properties', name)),
    })),
    closed: schema.additionalProperties === false,
    examples: Object.assign({}, ...Object.values(body.value.content).map(type => examplesOf(document, type))),
  }
}

function examplesOf(document: OpenApiDocument, media: Json): Record<string, JsonObject> {
  const examples = isObject(media) && isObject(media.examples) ? media.examples : {}
  return Object.fromEntries(
    Object.entries(examples).flatMap(([name, example]) => {
      if (!isObject(example)) return []
      const { value } = resolve(document, { value: example, pointer: '#' }).value
      return isObject(value) ? [[name, value]] : []
    }),
  )
}

const objectAt = (document: OpenApiDocument, pointer: string): JsonObject => {
  const value = document.at(pointer)
  return isObject(value) ? value : {}
}

/** A schema's keywords merged with those of its reference; its own take precedence. */
export function schemaAt(document: OpenApiDocument, pointer: string): JsonObject {
  const own = objectAt(document, pointer)
  if (own.$ref === undefined) return own
  const { $ref: _, ...beside } = own
  return { ...resolve(document, { value: own, pointer }).value, ...beside }
}
