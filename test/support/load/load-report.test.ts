import { expect, test } from 'vitest'
import { reportOf } from './load-report.ts'

test('the report of a load names what was lost and what is stored twice', () => {
  const acknowledged = (text: string, id: number) => ({ text, id, at: 0 })
  const load = {
    tickets: [
      acknowledged('stored', 1),
      acknowledged('missing', 2),
      acknowledged('other id', 3),
      acknowledged('twice', 5),
    ],
    replies: [acknowledged('reply', 1)],
    staleReads: [],
    failures: [],
  }
  const tickets = [
    { id: 1, text: 'stored' },
    { id: 4, text: 'other id' },
    { id: 5, text: 'twice' },
    { id: 6, text: 'twice' },
    { id: 7, text: 'not confirmed' },
  ]
  expect(reportOf(load, { tickets, replies: [{ id: 1, text: 'reply' }] })).toEqual({
    acknowledged: 5,
    lost: ['missing', 'other id'],
    doubled: ['twice'],
    staleReads: [],
    failures: [],
  })
})
