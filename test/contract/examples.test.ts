import { describe, expect, test } from 'vitest'
import {
  into,
  isObject,
  type JsonObject,
  type Located,
  loadDocument,
  parseOpenApi,
  resolve,
} from '../../openapi/document.ts'
import { operationsOf } from '../../openapi/operations.ts'
import { createSchemas } from '../support/schemas.ts'

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

describe.each(operations)('$id', ({ responses, requestBody }) => {
  test.each(responses)('%s has an example for each media type and header', (_status, response) => {
    for (const [, media] of objectsIn(response, 'content')) expect(objectsIn(media, 'examples')).not.toEqual([])
    for (const [name, { value }] of objectsIn(response, 'headers'))
      expect([name, value.example]).not.toContain(undefined)
  })

  test('shows a body for each media type that it reads', () => {
    for (const [type, media] of requestBody ? objectsIn(requestBody, 'content') : []) {
      expect([type, objectsIn(media, 'examples').length]).not.toEqual([type, 0])
    }
  })
})

test('an example that is wrong is named: a type, a missing property, one too many at any depth', () => {
  const planted = parseOpenApi(
    'planted.yaml',
    JSON.stringify({
      openapi: '3.1.0',
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
