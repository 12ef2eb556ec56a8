import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { copiedByImage, deletionsOfImage } from '../support/image.ts'
import { PRODUCTION, startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** A folder with the files that the image has, and the packages of this project without what the image deletes. */
function imageFolder(): string {
  const folder = temporaryFolder()
  for (const file of copiedByImage()) cpSync(file, path.join(folder, file), { recursive: true })
  mkdirSync(path.join(folder, 'node_modules'))
  const commands = deletionsOfImage()
  for (const name of readdirSync('node_modules')) {
    const [from, to] = [path.resolve('node_modules', name), path.join(folder, 'node_modules', name)]
    if (commands.some(command => command.includes(`node_modules/${name}/`))) cpSync(from, to, { recursive: true })
    else symlinkSync(from, to)
  }
  for (const command of commands) execFileSync('sh', ['-c', command], { cwd: folder })
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

test('the image has the fonts of all characters that invoices can have', () => {
  const texts = ['Aé', 'Ж', 'Ω', 'ậ', 'क', '東京']
  const script = `
    import { createFonts } from './server/pdf/fonts.ts'
    const fonts = createFonts()
    for (const text of ${JSON.stringify(texts)}) console.log(fonts.faceFor(text, 400).name, fonts.faceFor(text, 700).name)`
  const facesIn = (cwd: string) =>
    execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd, encoding: 'utf8' })
  expect(facesIn(imageFolder())).toBe(facesIn(process.cwd()))
})
