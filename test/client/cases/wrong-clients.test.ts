import { describe, expect, test } from 'vitest'
import type { Case } from './runner/case.ts'
import { execute } from './runner/execute.ts'
import { wrongClients } from './runner/wrong-clients.ts'
import { cases } from './themes.ts'

function caseOf(name: string): Case {
  const found = cases.find(one => one.name === name)
  if (!found) throw new Error(`There is no case “${name}”`)
  return found
}

describe.each(Object.entries(wrongClients))('a client that %s', (_what, { between, noticed }) => {
  test.each(noticed)('is noticed by: %s', async name => {
    await expect(execute(caseOf(name), { between })).rejects.toThrow('The exchanges:')
  })

  test('is right otherwise', async () => {
    await execute(caseOf('what belongs to others is not asked for again'), { between })
  })
})
