import { describe, expect, test } from 'vitest'
import { createSchemas } from '../../conformance/contract/response-schemas.ts'
import { into, isObject, type Json, type JsonObject, type Located } from '../../openapi/document.ts'
import { operationsOf } from '../../openapi/operations.ts'
import { loadDocument, parseDocument } from '../../openapi/read.ts'
import { resolve } from '../../openapi/references.ts'

const document = loadDocument('openapi.yaml')
const schemas = createSchemas(document)

interface Example {
  title: string
  /** Of the schema it must keep. */
  schema: string
  value: unknown
}

const objectsIn = (parent: Located, key: string): [string, Located][] =>
  Object.entries(isObject(parent.value[key]) ? parent.value[key] : {}).flatMap(([name, value]) =>
    isObject(value) ? [[name, resolve(document, { value, pointer: into(parent.pointer, key, name) })]] : [],
  )

/** The examples of the media types of a body or response, those of a document as bytes left out. */
const examplesOf = (title: string, owner: Located): Example[] =>
  objectsIn(owner, 'content').flatMap(([type, media]) =>
    objectsIn(media, 'examples').map(([name, example]) => ({
      title: `${title} ${type} ${name}`,
      schema: into(media.pointer, 'schema'),
      value: example.value.value,
    })),
  )

/** The one example of a parameter or header. */
const exampleOf = (title: string, { value, pointer }: Located): Example[] =>
  value.example === undefined ? [] : [{ title, schema: into(pointer, 'schema'), value: value.example }]

const operations = operationsOf(document)

const examples = operations.flatMap(({ id, requestBody, responses, parameters }) => [
  ...(requestBody ? examplesOf(`${id} request`, requestBody) : []),
  ...parameters.flatMap(parameter => exampleOf(`${id} ${parameter.value.name}`, parameter)),
  ...responses.flatMap(([status, response]) => [
    ...examplesOf(`${id} ${status}`, response),
    ...objectsIn(response, 'headers').flatMap(([name, header]) => exampleOf(`${id} ${status} ${name}`, header)),
  ]),
])

test.each(examples)('$title keeps its schema', ({ schema, value }) => {
  expect(schemas.errorsOf(schema, value)).toEqual([])
})

describe.each(operations)('$id', ({ responses }) => {
  test.each(responses)('%s has an example for each media type and header', (_status, response) => {
    for (const [, media] of objectsIn(response, 'content')) expect(objectsIn(media, 'examples')).not.toEqual([])
    for (const [name, { value }] of objectsIn(response, 'headers'))
      expect([name, value.example]).not.toContain(undefined)
  })
})

const bodies = operations.flatMap(({ id, requestBody }) =>
  requestBody ? objectsIn(requestBody, 'content').map(([type, media]) => ({ id, type, media })) : [],
)

test.each(bodies)('$id shows a body of $type', ({ media }) => {
  expect(objectsIn(media, 'examples')).not.toEqual([])
})

/** Keywords whose value is a schema, and those whose value holds schemas. */
const SCHEMA =
  'items additionalProperties not if then else contains propertyNames unevaluatedItems unevaluatedProperties schema'
const SCHEMAS = 'properties patternProperties dependentSchemas $defs schemas allOf anyOf oneOf prefixItems'
/** createSchemas() wraps these in an allOf that closes them. */
const WRAPPED = 'properties items additionalProperties'

/** What the schemas of a document give as a value of theirs: `examples`, `example` and `default`. */
function givenIn(value: Json, isSchema = false, pointer = '#'): Example[] {
  if (!isObject(value) && !Array.isArray(value)) return []
  const own = isSchema && isObject(value) ? value : {}
  const listed = Object.entries(own.examples ?? {}).map(([index, each]) => [`examples ${index}`, each])
  const single = ['example', 'default'].filter(name => name in own).map(name => [name, own[name]])
  const given = [...listed, ...single].map(([name, each]) => ({
    title: `${pointer} ${name}`,
    schema: pointer,
    value: each,
  }))
  const below = Object.entries(value).flatMap(([key, inner]) => {
    const at = into(pointer, key)
    const wrap = (to: string) => (isSchema && WRAPPED.split(' ').includes(key) ? `${to}/allOf/0` : to)
    if (SCHEMA.split(' ').includes(key)) return givenIn(inner, true, wrap(at))
    if (SCHEMAS.split(' ').includes(key))
      return Object.entries(inner ?? {}).flatMap(([name, each]) => givenIn(each as Json, true, wrap(into(at, name))))
    return isSchema || key === 'examples' ? [] : givenIn(inner, false, at)
  })
  return [...given, ...below]
}

const given = givenIn(document.root)

test('schemas give values: the defaults of pages, tokens and tickets', () => {
  expect(given.length).toBeGreaterThanOrEqual(5)
})

test.each(given)('$title keeps its schema', ({ schema, value }) => {
  expect(schemas.errorsOf(schema, value)).toEqual([])
})

test('a value that a schema gives is judged by it at any depth', () => {
  const part = { type: 'string', enum: ['a'], examples: ['a', 'b'], default: 'c' }
  const Whole = {
    type: 'object',
    example: { list: ['a'], stray: 1 },
    properties: { list: { type: 'array', items: { anyOf: [{ type: 'object', properties: { default: part } }] } } },
    additionalProperties: false,
  }
  const root = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get: { parameters: [{ name: 'q', in: 'query', schema: { type: 'integer', default: 'x' } }] } } },
    components: { schemas: { Whole } },
  }
  const { errorsOf } = createSchemas(parseDocument('planted.yaml', JSON.stringify(root)))
  const wrong = givenIn(root).filter(({ schema, value }) => errorsOf(schema, value).length > 0)
  expect(wrong.map(({ value }) => value)).toEqual(['x', Whole.example, 'b', 'c'])
})

test('an example that is wrong is named: a type, a missing property, one too many at any depth', () => {
  const planted = parseDocument(
    'planted.yaml',
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      components: {
        schemas: {
          Base: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
          Whole: {
            allOf: [
              { $ref: '#/components/schemas/Base' },
              { type: 'object', properties: { part: { $ref: '#/components/schemas/Base' } } },
            ],
          },
        },
      } satisfies JsonObject,
    }),
  )
  const { errorsOf } = createSchemas(planted)
  const whole = '#/components/schemas/Whole'
  expect(errorsOf(whole, { id: 1, part: { id: 2 } })).toEqual([])
  expect(errorsOf(whole, { id: 'x' })).toEqual(['/id must be integer {"type":"integer"}'])
  expect(errorsOf(whole, { part: { id: 1 } })).toContain(`/ must have required property 'id' {"missingProperty":"id"}`)
  expect(errorsOf(whole, { id: 1, extra: 1 })).toEqual([
    '/ must NOT have unevaluated properties {"unevaluatedProperty":"extra"}',
  ])
  expect(errorsOf(whole, { id: 1, part: { id: 2, extra: 1 } })).toContain(
    '/part must NOT have unevaluated properties {"unevaluatedProperty":"extra"}',
  )
})
