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

describe.each(Object.entries(wrongClients))('a client that %s', (_what, { wrap, noticedBy }) => {
  test.each(noticedBy)('is noticed by: %s', async name => {
    await expect(execute(caseOf(name), { wrap })).rejects.toThrow('The exchanges:')
  })

  test('passes an unrelated case', async () => {
    await execute(caseOf('a 403 is not retried'), { wrap })
  })
})
