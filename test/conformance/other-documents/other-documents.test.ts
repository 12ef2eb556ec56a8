import { describe, expect, test } from 'vitest'
import { createInProcess } from '../../../conformance/in-process/target.ts'
import { runConformance } from '../../../conformance/run.ts'
import { documentOf, type JsonObject } from '../../../openapi/document.ts'
import { loadDocument } from '../../../openapi/read.ts'
import { petContract, petServer } from './pets.ts'

const contract = loadDocument('openapi.yaml')

function changed(change: (root: JsonObject) => void) {
  const root = structuredClone(contract.root)
  change(root)
  return documentOf('changed.yaml', root, contract.place)
}

describe('a contract of another company', () => {
  test('is tested without a login and x-input, and the report says what is left out', async () => {
    const report = await runConformance({ contract: petContract, target: petServer(), isOwnContract: false })
    expect([report.verdict, report.violations]).toEqual(['passed', []])
    expect(report.leftOut).toEqual([
      expect.stringMatching(/^\d\d+ cases, because the contract has no x-input/),
      expect.stringMatching(/^unknown paths, .* no x-input$/),
    ])
    expect(new Set(report.scenarios.map(({ result }) => result))).toEqual(new Set(['skipped']))
    expect(report.cells.flatMap(({ kind, name, seen }) => (kind === 'rule' && seen > 0 ? [name] : []))).toEqual([
      'listPets: pages split the list, with correct links and counts',
      'listPets: a page past the end is empty and links to the last page',
      'listPets: kind returns exactly the rows with the value, in pages',
      'getPet: a row has the values that its list shows',
      'getPet: an id that does not exist is refused',
    ])
  })

  test('rules for its lists apply', async () => {
    const target = petServer((page, all) => all.slice(0, page.length))
    const report = await runConformance({
      contract: petContract,
      target,
      isOwnContract: false,
      operations: ['listPets'],
    })
    expect(report.violations).toContainEqual(expect.objectContaining({ operation: 'listPets', rule: 'list' }))
  })
})

describe('without an operation that returns a token', () => {
  const without = changed(root => {
    delete (root.paths as JsonObject)['/api/v1/auth/token']
  })

  test('operations that need one are tested without, and the report says so', async () => {
    const target = await createInProcess()
    const report = await runConformance({ contract: without, target, isOwnContract: false })
    expect([report.verdict, report.violations]).toEqual(['passed', []])
    expect(report.leftOut).toEqual([expect.stringMatching(/^13 of 13 operations .* no operation exchanges/)])
    const seen = report.cells.filter(cell => cell.seen > 0)
    expect(new Set(seen.map(({ status }) => status))).toEqual(new Set(['401', undefined]))
  })

  test('it is a violation in the contract that the scenarios were written for', async () => {
    const report = await runConformance({ contract: without, target: await createInProcess(), stopAtFirst: true })
    expect(report.violations).toMatchObject([
      { rule: 'scenario', message: expect.stringMatching(/^the contract has no operation/) },
    ])
  })
})

test('without x-input, cases that depend on it are left out', async () => {
  const without = changed(root => {
    delete root['x-input']
  })
  const target = await createInProcess()
  const { verdict, violations, leftOut } = await runConformance({
    ...{ contract: without, target, isOwnContract: false, operations: ['createToken'] },
  })
  expect([verdict, violations]).toEqual(['passed', []])
  expect(leftOut[0]).toMatch(/^\d\d+ cases, because the contract has no x-input/)
})
