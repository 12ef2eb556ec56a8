import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { emitServer } from '../../codegen/outputs.ts'
import {
  into,
  type Json,
  type JsonObject,
  loadDocument,
  type OpenApiDocument,
  parseOpenApi,
  resolve,
} from '../../openapi/document.ts'
import { operationsOf } from '../../openapi/operations.ts'
import { follow } from '../../openapi/pointer.ts'
import { unknownKeys } from '../support/openapi-keys.ts'

const document = loadDocument('openapi.yaml')
const text = readFileSync('openapi.yaml', 'utf8')

/** What the reader or the generator says of a document, or else the keys of which neither says anything. */
function strayKeys(root: JsonObject): string[] {
  try {
    emitServer(parseOpenApi('planted.yaml', JSON.stringify(root)))
  } catch (error) {
    return [(error as Error).message.replace(/^planted.yaml:\d+:\d+ /, '')]
  }
  return unknownKeys(root)
}

test('has no key that OpenAPI does not know', () => {
  expect(strayKeys(document.root)).toEqual([])
})

/** An object of each kind. */
const planted = (): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'T', version: '1', contact: { name: 'x' }, license: { name: 'x' } },
  servers: [{ url: 'http://{v}', variables: { v: { default: 'x' } } }],
  tags: [{ name: 'T', externalDocs: { url: 'http://a' } }],
  security: [{ s: [] }],
  paths: {
    '/a': {
      parameters: [{ name: 'q', in: 'query', schema: { type: 'string' }, examples: { e: { value: 'x' } } }],
      patch: {
        requestBody: {
          content: { 'application/json': { schema: { type: 'object' }, examples: { e: { value: {} } } } },
        },
        responses: { 200: { $ref: '#/components/responses/R' } },
      },
      delete: {
        responses: { 200: { description: 'x', links: { l: { operationId: 'patchA', server: { url: '/' } } } } },
      },
    },
  },
  components: {
    responses: {
      R: {
        description: 'x',
        headers: { H: { schema: { type: 'string' } } },
        content: { 'application/json': { schema: { type: 'object' } } },
      },
    },
    examples: { contact: { value: { stray: 1 } } },
    securitySchemes: { s: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: 'http://a', scopes: {} } } } },
  },
})

test('a document without strays is let pass', () => {
  expect(strayKeys(planted())).toEqual([])
})

test.each([
  ['#', ': stray is not a field of the OpenAPI Object'],
  ['#/info', ''],
  ['#/info/contact', ''],
  ['#/info/license', ''],
  ['#/servers/0', ''],
  ['#/servers/0/variables/v', ''],
  ['#/tags/0', ''],
  ['#/tags/0/externalDocs', ''],
  ['#/paths/~1a', ': stray is not a field of the Path Item Object'],
  ['#/paths/~1a/parameters/0', ': stray is not a field of the Parameter Object'],
  ['#/paths/~1a/parameters/0/examples/e', ''],
  ['#/paths/~1a/patch', ': stray is not a field of the Operation Object'],
  ['#/paths/~1a/patch/requestBody', ': stray is not a field of the Request Body Object'],
  ['#/paths/~1a/patch/requestBody/content/application~1json', ': stray is not a field of the Media Type Object'],
  ['#/paths/~1a/patch/requestBody/content/application~1json/examples/e', ''],
  ['#/paths/~1a/delete', ': stray is not a field of the Operation Object'],
  ['#/paths/~1a/delete/responses/200', ': stray is not a field of the Response Object'],
  ['#/paths/~1a/delete/responses/200/links/l', ''],
  ['#/paths/~1a/delete/responses/200/links/l/server', ''],
  ['#/components', ': stray is not a field of the Components Object'],
  ['#/components/responses/R', ': stray is not a field of the Response Object'],
  ['#/components/responses/R/headers/H', ': stray is not a field of the Header Object'],
  ['#/components/responses/R/content/application~1json', ': stray is not a field of the Media Type Object'],
  ['#/components/examples/contact', ''],
  ['#/components/securitySchemes/s', ''],
  ['#/components/securitySchemes/s/flows', ''],
  ['#/components/securitySchemes/s/flows/clientCredentials', ''],
])('a stray key in %s is found', (pointer, reason) => {
  const root = planted()
  Object.assign(follow(root, pointer) as JsonObject, { stray: 'x' })
  expect(strayKeys(root)).toEqual([`${pointer}/stray${reason}`])
})

/** Pointers of the components that nothing outside of components leads to. */
function unusedComponents(root: JsonObject): string[] {
  const { components, ...rest } = root
  const used = new Set<string>()
  const visit = (value: Json): void => {
    for (const [key, inner] of Object.entries(typeof value === 'object' && value !== null ? value : {})) {
      const pointers = typeof inner === 'string' && key === '$ref' ? [inner] : []
      if (key === 'security') pointers.push(...schemesOf(inner))
      for (const pointer of pointers.filter(each => !used.has(each))) {
        used.add(pointer)
        visit(follow(root, pointer) ?? null)
      }
      visit(inner)
    }
  }
  visit(rest)
  return Object.entries(components as Record<string, JsonObject>).flatMap(([kind, entries]) =>
    Object.keys(entries)
      .map(name => into('#/components', kind, name))
      .filter(pointer => !used.has(pointer)),
  )
}

const schemesOf = (security: Json): string[] =>
  (security as JsonObject[]).flatMap(requirement =>
    Object.keys(requirement).map(name => into('#/components/securitySchemes', name)),
  )

test('uses each of its components', () => {
  expect(unusedComponents(document.root)).toEqual([])
})

test('a component that only unused ones use, or it itself, would be found', () => {
  const to = (name: string) => ({ $ref: `#/components/schemas/${name}` })
  const schemas = { Own: { items: to('Own') }, Other: { items: to('Own') }, Used: { items: to('Other') } }
  const components = { schemas, securitySchemes: { s: {}, t: {} } }
  expect(unusedComponents({ security: [{ t: [] }], components })).toEqual([
    '#/components/schemas/Own',
    '#/components/schemas/Other',
    '#/components/schemas/Used',
    '#/components/securitySchemes/s',
  ])
  const paths = { a: to('Used') }
  expect(unusedComponents({ paths, security: [{ s: [] }, { t: [] }], components })).toEqual([])
})

/** The operations and media types whose body takes fields that it does not name. */
const openBodies = (read: OpenApiDocument): string[] =>
  operationsOf(read).flatMap(({ id, requestBody }) =>
    Object.entries((requestBody?.value.content ?? {}) as Record<string, JsonObject>)
      .filter(([, { schema }]) => {
        const { value } = resolve(read, { value: schema as JsonObject, pointer: '#' })
        return value.additionalProperties !== false
      })
      .map(([type]) => `${id} ${type}`),
  )

test('closes every body that it reads', () => {
  expect(operationsOf(document).filter(({ requestBody }) => requestBody).length).toBeGreaterThan(0)
  expect(openBodies(document)).toEqual([])
})

test('an open body would be found', () => {
  expect(openBodies(parseOpenApi('planted.yaml', JSON.stringify(planted())))).toEqual(['patchA application/json'])
})

test('is short enough to be read', () => {
  expect(text.split('\n').length).toBeLessThan(3000)
})

describe.each(operationsOf(document))('$id', ({ value, tags }) => {
  test('says what it is', () => {
    expect(value.operationId).toMatch(/^[a-z][A-Za-z]+$/)
    expect(tags).toHaveLength(1)
    expect([value.summary, value.description]).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)])
  })
})
