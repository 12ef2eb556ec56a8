import { expect, test } from 'vitest'
import { generate, targetsIn } from '../../../../codegen/outputs.ts'
import { parseDocument } from '../../../../openapi/read.ts'
import { diffDocuments } from '../../../../review/diff/diff.ts'
import { excerptsOf } from '../../../../review/report/effects/excerpts.ts'
import { generatedChanges } from '../../../../review/report/effects/generated.ts'
import type { Hunk } from '../../../../review/report/effects/hunks.ts'
import { BASE, edited } from '../versions.ts'

const changedIn = (hunks: readonly Hunk[]) =>
  hunks.flatMap(({ lines }) => lines.filter(line => line[0] !== ' ').map(line => line.replace(/ +/, ' ')))

/** The changed lines of the contract and of the types, by rule. */
async function linesOf(...edits: [from: string, to: string][]) {
  const texts = { base: BASE, head: edited(BASE, ...edits) }
  const [base, head] = [parseDocument('orders.yaml', texts.base), parseDocument('orders.yaml', texts.head)]
  const diff = diffDocuments(base, head)
  const targets = targetsIn('')
  const generated = await generatedChanges(await generate(base, targets), await generate(head, targets))
  const excerpts = await excerptsOf(diff, texts, head, generated)
  return Object.fromEntries(
    diff.changes.map(({ rule }, index) => [
      rule,
      { contract: changedIn(excerpts[index]?.contract ?? []), types: changedIn(excerpts[index]?.types ?? []) },
    ]),
  )
}

test('each change has its lines of the contract and of the types', async () => {
  const lines = await linesOf(
    [
      'lost] } }\n      responses',
      'lost] } }\n        - { name: due, in: query, schema: { type: string } }\n      responses',
    ],
    ['id: { type: integer }', 'id: { type: string }'],
  )
  expect(lines).toEqual({
    'type-changed': {
      contract: ['- id: { type: integer }', '+ id: { type: string }'],
      types: ['- id?: number;', '+ id?: string;'],
    },
    'parameter-added': {
      contract: ['+ - { name: due, in: query, schema: { type: string } }'],
      types: ['+ due?: string;'],
    },
  })
})

test('a documentation change has no lines of the types', async () => {
  expect(await linesOf(['summary: List orders', 'summary: List all orders'])).toEqual({
    'summary-changed': { contract: ['- summary: List orders', '+ summary: List all orders'], types: [] },
  })
})

test('an added operation has its type', async () => {
  const put = '    put:\n      operationId: putOrder\n      responses: { "201": { description: Done. } }\n'
  const { 'operation-added': lines } = await linesOf(['    post:\n', `${put}    post:\n`])
  expect(lines?.contract).toContain('+ operationId: putOrder')
  expect(lines?.types).toContain('+interface PutOrderOperation {')
})
