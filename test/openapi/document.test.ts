import { expect, test } from 'vitest'
import { readDocument } from '../../openapi/read.ts'

const { document } = readDocument('folder/a.yaml', 'openapi: 3.1.0\ninfo:\n  title: T')

test('refuse names file, line, column, pointer and reason', () => {
  expect(() => document.refuse('#/info/title', 'is dull')).toThrow('folder/a.yaml:3:3 #/info/title: is dull')
})

test('at returns the value at a pointer', () => {
  expect([document.at('#/info/title'), document.at('#/info/none')]).toEqual(['T', undefined])
})
