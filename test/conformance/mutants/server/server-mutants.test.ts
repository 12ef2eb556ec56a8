import { describe, expect, test } from 'vitest'
import type { ServerMutant } from '../../../../conformance/in-process/server-mutant.ts'
import type { SqlMutant } from '../../../../conformance/mutants/server/build/sql.ts'
import { serverMutants } from '../../../../conformance/mutants/server/index.ts'
import { recordAll } from '../../../server/database/recorded.ts'

const isSql = (mutant: ServerMutant): mutant is SqlMutant => 'pieces' in mutant

describe('server mutants', () => {
  test('have unique names', () => {
    const names = serverMutants.map(({ name }) => name)
    expect(names.length).toBeGreaterThan(70)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  })

  test('all change the app', () => {
    expect(serverMutants.filter(({ database, fetch, deps }) => !database && !fetch && !deps)).toEqual([])
  })

  test('match SQL of the server', async () => {
    const texts = [...(await recordAll()).keys()]
    const unknown = serverMutants
      .filter(isSql)
      .flatMap(({ name, pieces }) => pieces.map(together => ({ name, together })))
      .filter(({ together }) => !texts.some(text => together.every(piece => text.includes(piece))))
    expect(unknown).toEqual([])
  })
})
