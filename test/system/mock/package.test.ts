import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { mockUsers } from '../../../mock/world/seed.ts'
import manifest from '../../../package.json' with { type: 'json' }
import { filesOf, recipe } from '../../mock/readme.ts'
import { openPage } from '../../support/browser.ts'
import { execute, type Ran } from '../../support/packed-client.ts'
import { startMock, startServer } from '../../support/process.ts'
import { copyProject } from '../../support/project-copy.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-mock-'))
let tarball = ''

const write = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
  writeFileSync(path.join(folder, name), text)
}
const writeRecipe = (name: string) => {
  for (const [file, text] of Object.entries(filesOf(recipe(name)))) write(file, text)
}
const run = (command: string, ...args: string[]): Promise<Ran> => execute(command, args, folder)
const text = ({ stdout, stderr }: Ran) => stdout + stderr

beforeAll(async () => {
  const { cwd } = copyProject(mkdtempSync(path.join(tmpdir(), 'clustrix-copy-')))
  const packed = await execute('npm', ['pack', '-w', 'mock', '--json', '--pack-destination', folder], cwd)
  rmSync(cwd, { recursive: true, force: true })
  if (packed.code !== 0) throw new Error(text(packed))
  tarball = path.join(folder, String(/clustrix-mock-[\d.]+\.tgz/.exec(packed.stdout)?.[0]))
  write('package.json', JSON.stringify({ name: 'portal', version: '1.0.0', type: 'module', private: true }))
  const tools = [
    'msw@3.0.5',
    '@playwright/test@1.65.1',
    `vitest@${manifest.devDependencies.vitest}`,
    `@types/node@${manifest.devDependencies['@types/node']}`,
  ]
  const installed = await run('npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball, ...tools)
  if (installed.code !== 0) throw new Error(text(installed))
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('it needs no other package', async () => {
  const { stdout } = await run('npm', 'query', '#@clustrix/mock')
  expect(JSON.parse(stdout)[0].dependencies ?? {}).toEqual({})
})

test('the recipes compile', async () => {
  const files = ['Vitest', 'Mock Service Worker', 'Playwright', 'Storybook'].flatMap(name => {
    writeRecipe(name)
    return Object.keys(filesOf(recipe(name)))
  })
  const flags = '--noEmit --strict --target es2022 --module nodenext --skipLibCheck --types node'.split(' ')
  const compiled = await run(process.execPath, path.resolve('node_modules/typescript/bin/tsc'), ...flags, ...files)
  expect(compiled).toEqual({ code: 0, stdout: '', stderr: '' })
}, 60_000)

test.each([
  ['Vitest', 'tickets.test.ts'],
  ['Mock Service Worker', 'msw.test.ts'],
])(
  'the recipe %s',
  async (name, file) => {
    writeRecipe(name)
    expect(await run('npx', 'vitest', 'run', file)).toMatchObject({ code: 0 })
  },
  120_000,
)

const PAGE = `<!doctype html><p></p><script type="module">
  const headers = { Authorization: 'Bearer 1|LUdmv4DMVenw5ENWfox6FOXgpy7GPYhqz8HQZir02613262e' }
  const response = await fetch('/api/v1/invoices?status=overdue', { headers })
  document.querySelector('p').textContent = (await response.json()).data[0].number
</script>`

test('the recipe Playwright', async () => {
  writeRecipe('Playwright')
  write('playwright/index.html', PAGE)
  write(
    'playwright.config.ts',
    `export default {
      testMatch: '*.spec.ts',
      workers: 2,
      webServer: { command: 'npx vite playwright --port 5199 --strictPort', port: 5199 },
      use: {
        baseURL: 'http://localhost:5199',
        launchOptions: { executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] },
      },
    }`,
  )
  expect(text(await run('npx', 'playwright', 'test', '--repeat-each', '3'))).toContain('3 passed')
}, 180_000)

test('the recipe Storybook', async () => {
  writeRecipe('Storybook')
  write(
    'storybook.test.ts',
    `import { expect, test } from 'vitest'
    import preview from './.storybook/preview.ts'
    test('fetch is the mock', async () => {
      await preview.beforeEach()
      await preview.beforeEach()
      const response = await fetch('http://localhost:6006/api/v1/me')
      expect([response.status, (await response.json()).code]).toEqual([401, 'unauthenticated'])
      await expect(fetch('http://127.0.0.1:1/index.json')).rejects.toThrow()
    })`,
  )
  expect(await run('npx', 'vitest', 'run', 'storybook.test.ts')).toMatchObject({ code: 0 })
}, 120_000)

describe('the recipe Vite', () => {
  /** Starts Vite's development server in a folder of the project. @returns its origin */
  async function startVite(root: string): Promise<string> {
    const vite = spawn(path.join(folder, 'node_modules/.bin/vite'), [root, '--host', '127.0.0.1', '--port', '0'], {
      cwd: folder,
      env: { ...process.env, NO_COLOR: '1' },
    })
    onTestFinished(() => void vite.kill())
    for await (const line of createInterface({ input: vite.stdout })) {
      const [origin] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? []
      if (origin) return origin
    }
    throw new Error('Vite ended before it listened')
  }

  test('with a proxy', async () => {
    const files = filesOf(recipe('Vite'))
    write('proxy/vite.config.ts', String(files['vite.config.ts']).replace('http://127.0.0.1:4010', await startMock()))
    const origin = await startVite('proxy')
    const response = await fetch(`${origin}/api/v1/me`)
    expect([response.status, await response.json()]).toMatchObject([401, { code: 'unauthenticated' }])
    const headers = { Authorization: `Bearer ${mockUsers[0]?.token}` }
    const list = await fetch(`${origin}/api/v1/invoices?per_page=1`, { headers })
    const { links } = (await list.json()) as { links: { next: string } }
    expect(new URL(links.next).origin).toBe(origin)
  }, 60_000)

  test('without a process, in a service worker', async () => {
    const files = filesOf(recipe('Vite'))
    write('worker/index.html', '<!doctype html><script type="module" src="/main.js"></script>')
    write('worker/main.js', `${files['main.js']}\nglobalThis.isReady = true`)
    write('worker/public/sw.js', String(files['public/sw.js']))
    for (const name of ['worker.js', 'sqlite3.wasm'])
      cpSync(path.join(folder, 'node_modules/@clustrix/mock/dist', name), path.join(folder, 'worker/public', name))
    const page = await openPage(await startVite('worker'))
    await page.until('globalThis.isReady === true && navigator.serviceWorker.controller')
    expect(await page.evaluate(`fetch('/api/v1/me').then(({ status }) => status)`)).toBe(401)
  }, 60_000)

  test('with the mock in the page itself', async () => {
    write('page/vite.config.ts', `export default { optimizeDeps: { exclude: ['@clustrix/mock'] } }`)
    write('page/index.html', '<!doctype html><script type="module" src="/main.js"></script>')
    write(
      'page/main.js',
      `import { createMock } from '@clustrix/mock'
      const mock = await createMock()
      globalThis.received = (await mock.fetch('/api/v1/me')).status`,
    )
    const page = await openPage(await startVite('page'))
    await page.until('globalThis.received')
    expect(await page.evaluate('globalThis.received')).toBe(401)
  }, 60_000)
})

test('the recipe From the mock to the server', async () => {
  writeRecipe('From the mock to the server')
  const { origin } = await startServer({ env: { DATABASE: ':memory:', CLOCK: '2026-11-22T12:00:00Z' } })
  for (const api of [await startMock(), origin])
    expect(await execute(process.execPath, ['invoices.js'], folder, { API: api })).toEqual({
      code: 0,
      stdout: 'INV-2026-0012\n',
      stderr: '',
    })
}, 60_000)

test('the recipe A phone', async () => {
  const mock = spawn(process.execPath, ['mock/main.ts', '--host', '0.0.0.0', '--port', '0'])
  onTestFinished(() => void mock.kill())
  for await (const line of createInterface({ input: mock.stdout })) {
    const [origin] = /(?<=^Other devices .* on )http:\S+?(?=,|$)/.exec(line) ?? []
    if (!origin) continue
    expect((await fetch(`${origin}/healthz`)).status).toBe(200)
    return
  }
}, 60_000)
