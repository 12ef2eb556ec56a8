import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { operator } from '../../support/operator.ts'

test('every change is in the audit log with its user, and reads are not', async () => {
  const run = operator(testApp().database)
  await run(['client', 'update', '4', '--city', 'Potsdam'])
  await run(['client', 'show', '4'])
  await run(['client', 'update', '99', '--city', 'Potsdam'])
  expect((await run(['audit', 'list', '--json'])).json.data).toEqual([
    {
      id: 1,
      created_at: '2026-11-22T12:00:00Z',
      system_user: 'operator',
      command: 'client update',
      subject: 'client 4',
      details: { fields: ['city'] },
    },
  ])
})
