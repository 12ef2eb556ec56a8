import { describe, expect, test } from 'vitest'
import { equivalents } from '../../../conformance/mutants/equivalents.ts'
import { judgeServerMutant } from '../../../conformance/mutants/judge-server.ts'
import { createSpecJudge } from '../../../conformance/mutants/judge-spec.ts'
import { serverMutants } from '../../../conformance/mutants/server/index.ts'
import { specMutants } from '../../../conformance/mutants/spec/spec-mutants.ts'
import { loadDocument } from '../../../openapi/document.ts'

// npm run conformance:mutants judges them all, which takes minutes.
const SPEC = 97
const SERVER = 160

const document = loadDocument('openapi.yaml')

test(`every ${SPEC}th lie in the contract is noticed, and the truth is not`, async () => {
  const judge = await createSpecJudge(document)
  const sample = specMutants(document).filter((_, index) => index % SPEC === 0)
  const listed = new Set(equivalents.map(({ operator, pointer, change }) => `${operator} ${pointer} ${change}`))
  const missed: string[] = []
  for (const mutant of sample) {
    const name = `${mutant.operator} ${mutant.pointer} ${mutant.change}`
    const { noticed, crash } = await judge(mutant)
    if (noticed === undefined && !listed.has(name)) missed.push(`${name}${crash ? `: ${crash}` : ''}`)
  }
  expect(missed).toEqual([])
  expect(await judge()).toEqual({ noticed: undefined })
}, 60_000)

describe(`every ${SERVER}th planted fault is noticed`, () => {
  const sample = serverMutants.filter((_, index) => index % SERVER === 0)
  test.each(sample.map(plant => [plant.name, plant] as const))(
    '%s',
    async (_, plant) => {
      expect((await judgeServerMutant(document, plant)).noticed).toBeDefined()
    },
    60_000,
  )
})
