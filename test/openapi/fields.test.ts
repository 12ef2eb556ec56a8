import { expect, test } from 'vitest'
import { parseOpenApi } from '../../openapi/document.ts'
import { checkFields, field } from '../../openapi/fields.ts'

const document = parseOpenApi(
  'a.yaml',
  'openapi: 3.1.0\na: { name: x, in: query, x-more: 1 }\nb: { name: x, nmae: y }\n',
)
const at = (name: string) => ({ value: document.at(`#/${name}`) as never, pointer: `#/${name}` })

test('fields of the object and extensions pass', () => {
  expect(() => checkFields(document, 'Parameter', at('a'))).not.toThrow()
})

test('a field of no such object is refused', () => {
  expect(() => checkFields(document, 'Parameter', at('b'))).toThrow(
    'a.yaml:3:15 #/b/nmae: nmae is not a field of the Parameter Object',
  )
})

test('a field is given when it is of its type, and undefined when it is absent', () => {
  expect([field(document, at('a'), 'name', 'string'), field(document, at('a'), 'none', 'string')]).toEqual([
    'x',
    undefined,
  ])
})

test.each([
  ['boolean', 'must be a boolean'],
  ['array', 'must be an array'],
  ['object', 'must be an object'],
] as const)('a field that is no %s is refused', (type, reason) => {
  expect(() => field(document, at('a'), 'name', type)).toThrow(`a.yaml:2:6 #/a/name: ${reason}`)
})
