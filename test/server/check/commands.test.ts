import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'
import { runRandomCommands, seeded } from './commands.ts'

test('check finds nothing after 200 random commands', async () => {
  const { database } = testApp()
  const outcomes = await runRandomCommands(200, seeded(7), time => operator(database, { env: { CLOCK: time } }))
  expect(outcomes.done).toBeGreaterThan(40)
  expect((await operator(database)(['check'])).out).toBe('Nothing is wrong.\n')
})
