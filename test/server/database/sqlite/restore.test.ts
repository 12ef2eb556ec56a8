import { renameSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openFile } from '../../../../server/database/sqlite/node.ts'
import { newFile, open } from './files.ts'

test('a file that is replaced while it is opened is refused, because what was opened has another name then', async () => {
  const [file, restored] = [newFile(), newFile()]
  for (const each of [file, restored]) await (await openFile(each)).close()
  const opening = openFile(file)
  renameSync(restored, file)
  await expect(opening).rejects.toThrow('it was replaced while it was opened; try again')
  expect(await (await open(file)).one('SELECT 1 AS one')).toEqual({ one: 1 })
})
