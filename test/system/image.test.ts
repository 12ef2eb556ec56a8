import { spawnSync } from 'node:child_process'
import { cpSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { copiedByImage } from '../support/image.ts'
import { PRODUCTION, startServer, temporaryFolder } from '../support/process.ts'

/** A folder with the files that the image has, and the packages of this project. */
function imageFolder(): string {
  const folder = temporaryFolder()
  for (const file of copiedByImage()) cpSync(file, path.join(folder, file), { recursive: true })
  symlinkSync(path.resolve('node_modules'), path.join(folder, 'node_modules'))
  return folder
}

test('the server and the clustrix command run with the files that the image copies', async () => {
  const folder = imageFolder()
  const SELLER = path.resolve(PRODUCTION.SELLER)
  const env = { ...PRODUCTION, DATABASE: path.join(folder, 'new.db'), SELLER }
  const server = await startServer({ env, cwd: folder })
  expect(await server.call('/readyz')).toMatchObject({ status: 200 })
  expect(await server.call('/docs.md')).toMatchObject({ status: 200 })
  const command = path.join(folder, 'server/cli/clustrix.mjs')
  const listed = spawnSync(command, ['client', 'list'], { env: { PATH: process.env.PATH, ...env }, encoding: 'utf8' })
  expect(listed).toMatchObject({ status: 0, stdout: 'None.\n', stderr: '' })
})
