import { statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { runPictures } from '../../repository/pictures/command.ts'
import { runInProcess } from '../support/command.ts'
import { pngSize } from '../support/png-size.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('the pictures of the README can be taken anew, and are small', async () => {
  const folder = temporaryFolder()
  const { code, stderr } = await runInProcess(output => runPictures(['--out', folder, '--port', '0'], output))
  expect([code, stderr]).toEqual([0, ''])
  const files = ['invoice', 'docs', 'review'].map(name => path.join(folder, `${name}.png`))
  expect(files.map(pngSize)).toEqual(['invoice', 'docs', 'review'].map(name => pngSize(`docs/pictures/${name}.png`)))
  expect(files.filter(file => statSync(file).size > 150_000)).toEqual([])
}, 180_000)
