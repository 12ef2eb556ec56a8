import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PACKAGES } from '../../repository/packages/pack.ts'
import { execute } from '../support/packed-client.ts'
import { copyProject } from '../support/project-copy.ts'

const BIN = path.resolve('node_modules/.bin')
const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-packages-'))
const project = mkdtempSync(path.join(tmpdir(), 'clustrix-copy-'))

/** The contents of each tarball, in the folder `package` beside it. */
const unpacked = (name: string) => path.join(folder, name, 'package')
const tarball = (name: string) => path.join(folder, `clustrix-${name}-${manifestOf(name).version}.tgz`)
const manifestOf = (name: string) => JSON.parse(readFileSync(path.join(project, name, 'package.json'), 'utf8'))

beforeAll(async () => {
  copyProject(project)
  const packed = await execute(
    'npm',
    ['run', 'packages:pack', '--', '--repository', 'owner/a-name', '--out', folder],
    project,
  )
  expect(packed).toMatchObject({ code: 0 })
  for (const name of PACKAGES) {
    mkdirSync(path.join(folder, name))
    execFileSync('tar', ['-xzf', tarball(name), '-C', path.join(folder, name)])
  }
}, 300_000)

afterAll(() => {
  for (const each of [folder, project]) rmSync(each, { recursive: true, force: true })
})

describe.each(PACKAGES)('the tarball of the %s', name => {
  test('says where it comes from, and leaves package.json as it was', () => {
    expect(JSON.parse(readFileSync(path.join(unpacked(name), 'package.json'), 'utf8'))).toMatchObject({
      homepage: `https://github.com/owner/a-name/tree/main/${name}#readme`,
      bugs: { url: 'https://github.com/owner/a-name/issues' },
      repository: { type: 'git', url: 'git+https://github.com/owner/a-name.git', directory: name },
    })
    expect(manifestOf(name)).toEqual(JSON.parse(readFileSync(`${name}/package.json`, 'utf8')))
  })

  test('has a README and a licence, and each relative link leads to a file in it', () => {
    expect(existsSync(path.join(unpacked(name), 'LICENSE'))).toBe(true)
    const pages = ['README.md', 'CHANGELOG.md'].filter(page => existsSync(path.join(unpacked(name), page)))
    expect(pages).toContain('README.md')
    const dead = pages.flatMap(page =>
      [...readFileSync(path.join(unpacked(name), page), 'utf8').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
        .map(([, target = '']) => target)
        .filter(target => target.startsWith('../') || !existsSync(path.join(unpacked(name), target))),
    )
    expect(dead).toEqual([])
  })

  test('is clean for publint and attw', async () => {
    expect(await execute(path.join(BIN, 'publint'), [tarball(name), '--strict'], folder)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('All good!'),
    })
    const attw = await execute(path.join(BIN, 'attw'), [tarball(name), '--profile', 'esm-only', '--no-color'], folder)
    expect(attw).toMatchObject({ code: 0, stdout: expect.stringMatching(/node16 \(from ESM\).*🟢[\s\S]*bundler.*🟢/) })
  }, 60_000)
})

test('the client is packed and installed by the commands of its README', async () => {
  const [make = '', install = ''] = [
    ...readFileSync('client/README.md', 'utf8').matchAll(/^```sh\n(.*?)\n```$/gms),
  ].map(([, command]) => command ?? '')
  expect(make).toMatch(/^npm ci && /)
  // The copy is installed already.
  expect(await execute('sh', ['-c', make.replace('npm ci && ', '')], project)).toMatchObject({ code: 0 })
  const portal = path.join(folder, 'portal')
  mkdirSync(portal)
  expect(install).toContain(' ../clustrix-portal-api/')
  const command = install.replace('../clustrix-portal-api', project)
  expect(await execute('sh', ['-c', command], portal)).toMatchObject({ code: 0 })
  writeFileSync(
    path.join(portal, 'program.cjs'),
    "import('@clustrix/client').then(({ createClient }) => console.log(typeof createClient))",
  )
  expect(await execute('node', ['program.cjs'], portal)).toMatchObject({ code: 0, stdout: 'function\n' })
}, 120_000)
