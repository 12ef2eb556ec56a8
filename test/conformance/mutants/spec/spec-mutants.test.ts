import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { operators } from '../../../../conformance/mutants/spec/operators/operators.ts'
import { specMutants } from '../../../../conformance/mutants/spec/spec-mutants.ts'
import { documentOf, loadDocument } from '../../../../openapi/document.ts'
import { operationsOf } from '../../../../openapi/operations.ts'

describe('of openapi.yaml', () => {
  const document = loadDocument('openapi.yaml')
  const before = structuredClone(document.root)
  const mutants = specMutants(document)

  test('every operator makes mutants; only discriminator has nothing to work on', () => {
    const idle = operators.filter(({ name }) => !mutants.some(({ operator }) => operator === name))
    expect(idle.map(({ name }) => name)).toEqual(['discriminator'])
  })

  test('every mutant is another document, still one of OpenAPI, and named by what no other is', () => {
    const names = new Set(mutants.map(({ operator, pointer, change }) => `${operator} ${pointer} ${change}`))
    expect(names.size).toBe(mutants.length)
    for (const { operator, pointer, change, apply } of mutants) {
      const root = apply()
      expect(isDeepStrictEqual(root, document.root), `${operator} ${pointer} ${change}`).toBe(false)
      expect(() => operationsOf(documentOf(document.file, root, document.place))).not.toThrow()
    }
  })

  test('the original stays as it is', () => {
    for (const { apply } of mutants) apply()
    expect(document.root).toEqual(before)
  })

  test('each names what is there and operations that are', () => {
    const ids = new Set(operationsOf(document).map(({ id }) => id))
    expect(mutants.filter(({ pointer }) => document.at(pointer) === undefined)).toEqual([])
    expect(mutants.filter(({ operations }) => operations.length === 0 || operations.some(id => !ids.has(id)))).toEqual(
      [],
    )
  })
})
