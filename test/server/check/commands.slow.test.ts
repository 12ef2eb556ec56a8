import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'
import { runRandomCommands, seeded } from './commands.ts'

test('check finds nothing after 10,000 random commands', { timeout: 600_000 }, async () => {
  const { database } = testApp()
  const outcomes = await runRandomCommands(10_000, seeded(1), time => operator(database, { env: { CLOCK: time } }))
  expect(outcomes.done).toBeGreaterThan(2_000)
  expect((await operator(database)(['check'])).out).toBe('Nothing is wrong.\n')
})
