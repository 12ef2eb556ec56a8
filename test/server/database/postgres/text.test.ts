import { describe, expect, test } from 'vitest'
import { numbered, Statements, valuesOf } from '../../../../server/database/postgres/text.ts'
import { types } from '../../../../server/database/postgres/values.ts'

describe('numbered()', () => {
  test.each([
    ['one', 'SELECT :a', 'SELECT $1', ['a']],
    ['the same twice', 'SELECT :a + :b + :a', 'SELECT $1 + $2 + $1', ['a', 'b']],
    ['none in a string', `SELECT ':a', ':b''c :d', :e`, `SELECT ':a', ':b''c :d', $1`, ['e']],
    ['none in a quoted name', 'SELECT 1 AS ":a", :b', 'SELECT 1 AS ":a", $1', ['b']],
    ['none in a cast', 'SELECT :a::text', 'SELECT $1::text', ['a']],
  ])('%s', (_, sql, text, parameters) => {
    expect(numbered(sql)).toEqual({ text, parameters })
  })
})

test('a text has one statement, however often it is written', () => {
  const statements = new Statements()
  const both = () => ({ sqlite: 'SELECT 1', postgres: 'SELECT :a' })
  const [first, again, other] = [statements.get(both()), statements.get(both()), statements.get('SELECT 2')]
  expect(again).toBe(first)
  expect([first.name, other.name, first.text]).toEqual(['q1', 'q2', 'SELECT $1'])
})

test('valuesOf() orders the values, and refuses a missing one', () => {
  const statement = { name: 'q1', ...numbered('SELECT :b, :a') }
  expect(valuesOf(statement, { a: null, b: 'x' })).toEqual(['x', null])
  expect(() => valuesOf(statement, { b: 'x' })).toThrow('Missing named parameter "a"')
})

describe('values', () => {
  const [int8, numeric, text] = [20, 1700, 25].map(type => types.getTypeParser(type))

  test('are safe integers or text', () => {
    expect([int8?.('9007199254740991'), int8?.('-5'), text?.('5')]).toEqual([9007199254740991, -5, '5'])
  })

  test('that a number cannot hold are refused', () => {
    expect(() => int8?.('9007199254740992')).toThrow('9007199254740992 is above 2^53 - 1')
    expect(() => numeric?.('12')).toThrow('must be CAST to BIGINT')
  })
})
