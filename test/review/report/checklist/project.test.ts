import { expect, test } from 'vitest'
import { generate, projectTargets } from '../../../../codegen/outputs.ts'
import { operationsOf } from '../../../../openapi/operations.ts'
import { loadDocument } from '../../../../openapi/read.ts'
import { readProject } from '../../../../review/report/checklist/project.ts'
import { documentOf } from '../versions.ts'

const contract = loadDocument('openapi.yaml')
const own = readProject(await generate(contract, projectTargets))

test('every operation of this repository has its handler', () => {
  const operations = operationsOf(contract)
  expect(operations.filter(operation => !own.handlerOf(operation).isThere)).toEqual([])
  expect(operations.map(operation => own.handlerOf(operation).file)).toContain('server/invoices/handlers.ts')
})

test.each(['listInvoice', 'listInvoicesBy', 'c', 'status'])('an operation %s would have none', id => {
  const [operation] = operationsOf(contract).filter(({ id }) => id === 'listInvoices')
  expect(own.handlerOf({ ...(operation as never as object), id } as never).isThere).toBe(false)
})

test('a tag without a folder has no handler', () => {
  const [operation] = operationsOf(documentOf())
  expect(operation && own.handlerOf(operation)).toEqual({ file: 'server/orders/handlers.ts', isThere: false })
})

test('generated files are up to date or stale', async () => {
  expect(own.stale).toEqual([])
  const { stale } = readProject(await generate(documentOf(), projectTargets))
  expect(stale).toEqual([
    'server/generated/schemas.gen.ts',
    'server/generated/routes.gen.ts',
    'client/src/types.gen.ts',
    'client/src/operations.gen.ts',
    'client/src/calls.gen.ts',
    'server/generated/digests.gen.ts',
    'docs/additions.md',
    'examples/postman/clustrix.postman_collection.json',
  ])
})

test('the changelog is read', () => {
  expect(own.changelog).toContain('\n## 1.0.0')
})
