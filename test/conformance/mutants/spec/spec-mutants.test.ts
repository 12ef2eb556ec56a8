import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { operators } from '../../../../conformance/mutants/spec/operators/operators.ts'
import { specMutants } from '../../../../conformance/mutants/spec/spec-mutants.ts'
import { documentOf } from '../../../../openapi/document.ts'
import { operationsOf } from '../../../../openapi/operations.ts'
import { loadDocument } from '../../../../openapi/read.ts'

describe('of openapi.yaml', () => {
  const document = loadDocument('openapi.yaml')
  const before = structuredClone(document.root)
  const mutants = specMutants(document)

  test('every operator creates mutants, except discriminator, which the contract does not use', () => {
    const idle = operators.filter(({ name }) => !mutants.some(({ operator }) => operator === name))
    expect(idle.map(({ name }) => name)).toEqual(['discriminator'])
  })

  test('every mutant has its own name and differs from the original, which stays unchanged', () => {
    const names = new Set(mutants.map(({ operator, pointer, change }) => `${operator} ${pointer} ${change}`))
    expect(names.size).toBe(mutants.length)
    for (const { operator, pointer, change, apply } of mutants)
      expect(isDeepStrictEqual(apply(), document.root), `${operator} ${pointer} ${change}`).toBe(false)
    expect(document.root).toEqual(before)
  })

  test('every tenth mutant is a valid document', () => {
    for (const { apply } of mutants.filter((_, index) => index % 10 === 0))
      expect(() => operationsOf(documentOf(document.file, apply(), document.place))).not.toThrow()
  })

  test('each mutant refers to an existing place and existing operations', () => {
    const ids = new Set(operationsOf(document).map(({ id }) => id))
    expect(mutants.filter(({ pointer }) => document.at(pointer) === undefined)).toEqual([])
    expect(mutants.filter(({ operations }) => operations.length === 0 || operations.some(id => !ids.has(id)))).toEqual(
      [],
    )
  })
})
