import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { emitServer } from '../../codegen/outputs.ts'
import { into, type Json, type JsonObject, type OpenApiDocument } from '../../openapi/document.ts'
import { operationsOf } from '../../openapi/operations.ts'
import { follow } from '../../openapi/pointer.ts'
import { loadDocument, parseDocument } from '../../openapi/read.ts'
import { resolve } from '../../openapi/references.ts'

const document = loadDocument('openapi.yaml')
const text = readFileSync('openapi.yaml', 'utf8')

test('is let in and can be generated from', () => {
  expect(emitServer(document).schemas).toContain('export const Error')
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
  const body = { content: { 'application/json': { schema: { type: 'object' } } } }
  const root = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { patch: { requestBody: body } } },
  }
  expect(openBodies(parseDocument('planted.yaml', JSON.stringify(root)))).toEqual(['patchA application/json'])
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
