import { expect, test } from 'vitest'
import { hunksOf } from '../../../../review/report/effects/hunks.ts'
import { hunksAt } from '../../../../review/report/effects/hunks-at.ts'

const TEXT = `order:
  required: [id]
  title: Order
  x-note: Text
  properties:
    id:
      type: integer
      description: |
        One line.

        Another line.
      minimum: 1
      maximum: 5
      default: 1
      example: 2
    status:
      enum: [open, sent]
    note:
      type: string
  example:
    id: 1
    status: open
other:
  list:
  - first
  - second
  - third
  - next
`

/** The changed lines of the hunks at the line that contains a text. */
async function changedAt(text: string, ...edits: [from: string, to: string][]) {
  const head = edits.reduce((whole, [from, to]) => whole.replace(from, to), TEXT)
  const lines = { base: TEXT.split('\n'), head: head.split('\n') }
  const lineIn = (all: string[]) => {
    const index = all.findIndex(line => line.includes(text))
    return index < 0 ? undefined : index + 1
  }
  const hunks = hunksAt(await hunksOf(TEXT, head), lines, { base: lineIn(lines.base), head: lineIn(lines.head) })
  return hunks.map(hunk => hunk.lines.filter(line => line[0] !== ' ').map(line => line.replace(/ +/, ' ')))
}

const REQUIRED: [string, string] = ['[id]', '[id, note]']
const WORDS: [string, string] = ['Another line', 'A better line']
const VALUE: [string, string] = ['[open, sent]', '[open]']
const ITEM: [string, string] = ['- third', '- fourth']

test.each<[string, string, [string, string][], string[][]]>([
  ['its own line', 'enum:', [VALUE, WORDS], [['- enum: [open, sent]', '+ enum: [open]']]],
  ['a line inside its block', 'description:', [VALUE, WORDS], [['- Another line.', '+ A better line.']]],
  ['an item of a list that is as deep as its key', 'list:', [VALUE, ITEM], [['- - third', '+ - fourth']]],
  ['an enclosing block', 'note:', [REQUIRED, ITEM], [['- required: [id]', '+ required: [id, note]']]],
])('the lines of a change are those of %s', async (_, at, edits, expected) => {
  expect(await changedAt(at, ...edits)).toEqual(expected)
})

test('a removed place has the lines that were removed', async () => {
  const removed = await changedAt('status:', ['    status:\n      enum: [open, sent]\n', ''], ITEM)
  expect(removed).toEqual([['- status:', '- enum: [open, sent]']])
})

test('a change far away is not shown', async () => {
  expect(await changedAt('description:', ITEM)).toEqual([])
})
