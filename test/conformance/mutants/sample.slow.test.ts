import { expect, test } from 'vitest'
import { equivalents } from '../../../conformance/mutants/equivalents.ts'
import { runServerMutant } from '../../../conformance/mutants/run-server-mutant.ts'
import { serverMutants } from '../../../conformance/mutants/server/index.ts'
import { specMutants } from '../../../conformance/mutants/spec/spec-mutants.ts'
import { createSpecRunner } from '../../../conformance/mutants/spec-runner.ts'
import { loadDocument } from '../../../openapi/read.ts'

// `npm run conformance:mutants` runs all of them, which takes minutes.
const EVERY_NTH_SPEC_MUTANT = 97
const EVERY_NTH_SERVER_MUTANT = 160

const document = loadDocument('openapi.yaml')

test('a sample of spec mutants is noticed, the unchanged contract passes', { timeout: 600_000 }, async () => {
  const run = await createSpecRunner(document)
  const sample = specMutants(document).filter((_, index) => index % EVERY_NTH_SPEC_MUTANT === 0)
  const listed = new Set(equivalents.map(({ operator, pointer, change }) => `${operator} ${pointer} ${change}`))
  const missed: string[] = []
  for (const mutant of sample) {
    const name = `${mutant.operator} ${mutant.pointer} ${mutant.change}`
    const { noticed, crash } = await run(mutant)
    if (noticed === undefined && !listed.has(name)) missed.push(`${name}${crash ? `: ${crash}` : ''}`)
  }
  expect(missed).toEqual([])
  expect(await run()).toEqual({ noticed: undefined })
})

const sample = serverMutants.filter((_, index) => index % EVERY_NTH_SERVER_MUTANT === 0)

test.each(sample.map(mutant => [mutant.name, mutant] as const))(
  'a server that %s is noticed',
  { timeout: 600_000 },
  async (_, mutant) => {
    expect((await runServerMutant(document, mutant)).noticed).toBeDefined()
  },
)
