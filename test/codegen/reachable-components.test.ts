import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { refusalOf } from './support/refusal.ts'

type Schemas = Record<string, unknown>

const FIXTURES = path.join(import.meta.dirname, 'fixtures')

const fixtures = readdirSync(FIXTURES).map((name): [string, Schemas] => {
  const { components } = parse(readFileSync(path.join(FIXTURES, name), 'utf8')) as {
    components?: { schemas?: Schemas }
  }
  return [name, components?.schemas ?? {}]
})

/** Cycles, in YAML, each of which can be written in one order of its components. */
const cycles = [
  [
    'a member of allOf that has the whole in a property',
    `{ Pet: { type: object, properties: { friend: { $ref: '#/components/schemas/Dog' } } },
       Dog: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { barks: { type: boolean } } }] } }`,
  ],
  [
    'an alternative that has the choice in a list',
    `{ Choice: { oneOf: [{ $ref: '#/components/schemas/One' }, { type: string }] },
       One: { type: object, properties: { all: { type: array, items: { $ref: '#/components/schemas/Choice' } } } } }`,
  ],
  [
    'a part that has the whole in a map',
    `{ Map: { type: object, additionalProperties: { $ref: '#/components/schemas/Whole' } },
       Whole: { allOf: [{ $ref: '#/components/schemas/Map' }] } }`,
  ],
  [
    'three of them',
    `{ A: { type: object, properties: { c: { $ref: '#/components/schemas/C' } } },
       B: { allOf: [{ $ref: '#/components/schemas/A' }] },
       C: { type: array, items: { $ref: '#/components/schemas/B' } } }`,
  ],
].map(([name, schemas]): [string, Schemas] => [name ?? '', parse(schemas ?? '')])

test.each([...fixtures, ...cycles])('%s is accepted with its components in either order', (_, schemas) => {
  const verdict = (entries: [string, unknown][]) =>
    refusalOf(`components: ${JSON.stringify({ schemas: Object.fromEntries(entries) })}`)
  expect(verdict(Object.entries(schemas))).toBe('accepted')
  expect(verdict(Object.entries(schemas).reverse())).toBe('accepted')
})

test('a cycle without a property is refused in either order', () => {
  const one = `One: { allOf: [{ $ref: '#/components/schemas/Two' }] }`
  const two = `Two: { allOf: [{ $ref: '#/components/schemas/One' }] }`
  const verdict = (schemas: string) => refusalOf(`components: { schemas: { ${schemas} } }`).replace(/^.*: /, '')
  expect(verdict(`${one}, ${two}`)).toBe(
    'a schema that contains itself outside an object is not supported. Put the reference in a property.',
  )
  expect(verdict(`${two}, ${one}`)).toBe(
    'a schema that contains itself outside an object is not supported. Put the reference in a property.',
  )
})
