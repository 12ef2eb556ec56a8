import { expect, test } from 'vitest'
import { runServerMutant } from '../../../conformance/mutants/run-server-mutant.ts'
import { always, value } from '../../../conformance/mutants/server/build/values.ts'
import { themes } from '../../../conformance/mutants/server/index.ts'
import { specMutants } from '../../../conformance/mutants/spec/spec-mutants.ts'
import { createSpecRunner } from '../../../conformance/mutants/spec-runner.ts'
import { loadDocument } from '../../../openapi/read.ts'

// Those that a run notices early. sample.slow.test.ts takes more, `npm run conformance:mutants` all of them.
const OPERATORS = ['const', 'property', 'format', 'items', 'composition', 'media type', 'header', 'status', 'security']
const THEMES = ['missing property', 'mistyped property', 'undeclared header', 'login', 'filter', 'secret'] as const

const document = loadDocument('openapi.yaml')
const mutants = specMutants(document)
const run = await createSpecRunner(document)

test.each(OPERATORS)('the first spec mutant of the operator %s is noticed', async name => {
  const mutant = mutants.find(({ operator }) => operator === name)
  expect(mutant).toBeDefined()
  expect((await run(mutant)).noticed).toBeDefined()
})

test('a value that an extensible enum does not list is noticed', async () => {
  const unlisted = value('sends an unlisted status', 'getInvoice', 'data.status', always('archived'))
  expect((await runServerMutant(document, unlisted)).noticed).toMatch(/^body /)
})

test.each(THEMES)('the first server mutant of the theme %s is noticed', async theme => {
  expect((await runServerMutant(document, themes[theme]![0]!)).noticed).toBeDefined()
})
