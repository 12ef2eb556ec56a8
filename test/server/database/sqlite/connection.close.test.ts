import { statSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openFile } from '../../../../server/database/sqlite/node.ts'
import { gate, NAMES, names, newFile, open, put } from './files.ts'

test.each([
  [true, 0],
  [false, 1],
])(
  'with emptiesLog %s, closing while another connection reads leaves a log of %i or more bytes',
  async (emptiesLog, size) => {
    const file = newFile()
    const reader = await open(file)
    await reader.run(...put('first'))
    const writer = await openFile(file, { emptiesLog, patience: 60_000 })
    await writer.run(...put('second'))
    const started = gate()
    const ended = gate()
    const reading = reader.read(async queries => {
      await queries.all(NAMES)
      started.open()
      await ended.opened
    })
    await started.opened
    const closing = writer.close()
    ended.open()
    await Promise.all([reading, closing])
    expect(Math.min(statSync(`${file}-wal`).size, 1)).toBe(size)
    expect(await names(reader)).toEqual(['first', 'second'])
  },
)
