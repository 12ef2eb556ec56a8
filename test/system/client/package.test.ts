import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildMock } from '../../../mock/node/build.ts'
import { installedClient, type Project } from '../../support/packed-client.ts'
import { startMock, startServer } from '../../support/process.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const TSC = path.resolve('node_modules/typescript/bin/tsc')

/** How integrators compile. */
const SETTINGS = [
  ['nodenext', ['--module', 'nodenext']],
  ['nodenext, exactOptionalPropertyTypes', ['--module', 'nodenext', '--exactOptionalPropertyTypes']],
  ['bundler', ['--module', 'esnext', '--moduleResolution', 'bundler']],
  [
    'bundler, without the types of Node.js',
    ['--module', 'esnext', '--moduleResolution', 'bundler', '--typeRoots', 'none'],
  ],
] as const

const START = `import { createClient } from '@clustrix/client'
const api = createClient({ baseUrl: 'http://127.0.0.1:3000' })
`

/** Each a program that compiles, and the one that differs in one thing and does not. */
const MISTAKES: [what: string, good: string, bad: string][] = [
  ['path', `await api.GET('/api/v1/invoices')`, `await api.GET('/api/v1/invoice')`],
  ['method', `await api.GET('/api/v1/me')`, `await api.POST('/api/v1/me')`],
  [
    'query key',
    `await api.GET('/api/v1/invoices', { params: { query: { status: 'paid' } } })`,
    `await api.GET('/api/v1/invoices', { params: { query: { stauts: 'paid' } } })`,
  ],
  [
    'query value',
    `await api.GET('/api/v1/invoices', { params: { query: { status: 'paid' } } })`,
    `await api.GET('/api/v1/invoices', { params: { query: { status: 'payed' } } })`,
  ],
  [
    'body field',
    `await api.POST('/api/v1/tickets', { body: { subject: 'Disk', body: 'Full', priority: 'high' } })`,
    `await api.POST('/api/v1/tickets', { body: { subject: 'Disk', body: 'Full', priorty: 'high' } })`,
  ],
  [
    'missing body field',
    `await api.POST('/api/v1/tickets', { body: { subject: 'Disk', body: 'Full' } })`,
    `await api.POST('/api/v1/tickets', { body: { subject: 'Disk' } })`,
  ],
  [
    'missing path parameter',
    `await api.GET('/api/v1/invoices/{id}', { params: { path: { id: 1 } } })`,
    `await api.GET('/api/v1/invoices/{id}')`,
  ],
  [
    'status branch',
    `const result = await api.GET('/api/v1/invoices'); if (result.status === 422) throw result`,
    `const result = await api.GET('/api/v1/invoices'); if (result.status === 404) throw result`,
  ],
  [
    'body of a status',
    `const result = await api.GET('/api/v1/me'); if (result.status === 200) result.data.data.email`,
    `const result = await api.GET('/api/v1/me'); if (result.status === 401) result.data.data.email`,
  ],
  [
    'header of a status',
    `const { status, headers } = await api.orThrow.GET('/api/v1/me'); status.toFixed(); headers['X-RateLimit-Limit']`,
    `const { status, headers } = await api.orThrow.GET('/api/v1/me'); status.toFixed(); headers['Retry-After']`,
  ],
  [
    'row of a list',
    `for await (const invoice of api.items('/api/v1/invoices')) invoice.number`,
    `for await (const invoice of api.items('/api/v1/invoices')) invoice.nubmer`,
  ],
  [
    'field of a schema',
    `type Due = import('@clustrix/client').Invoice['amount_due']`,
    `type Due = import('@clustrix/client').Invoice['amount_deu']`,
  ],
  ['list', `api.items('/api/v1/tickets')`, `api.items('/api/v1/me')`],
]

/** The programs of the README, whole, in JavaScript or TypeScript. */
const examples = [...readFileSync('client/README.md', 'utf8').matchAll(/^```(js|ts)\n(.*?)^```$/gms)].map(
  ([, language = '', program = '']) => ({ language, program }),
)

let project: Project

beforeAll(async () => {
  project = await installedClient()
  return project.remove
}, 120_000)

const compile = (files: string[], settings: readonly string[]) =>
  project.run(
    process.execPath,
    TSC,
    '--strict',
    '--target',
    'es2022',
    '--lib',
    'es2023,dom,dom.iterable,dom.asynciterable',
    ...settings,
    ...files,
  )

test('the tarball has the expected files and no others', async () => {
  const { files } = project
  expect(files.filter(file => !/^(dist|src)\//.test(file))).toEqual([
    'CHANGELOG.md',
    'LICENSE',
    'README.md',
    'package.json',
  ])
  const modules = files.flatMap(file => /^src\/(.+)\.ts$/.exec(file)?.[1] ?? [])
  expect(modules).toContain('index')
  const built = modules.flatMap(name => ['.d.ts', '.d.ts.map', '.js', '.js.map'].map(end => `dist/${name}${end}`))
  expect(files.filter(file => file.startsWith('dist/'))).toEqual(built.sort())
}, 60_000)

test('it installs openapi-fetch and its type helpers, and nothing else', async () => {
  const { stdout } = await project.run('npm', 'ls', '--all', '--parseable')
  const names = stdout.split('\n').flatMap(line => /node_modules\/(.+)$/.exec(line)?.[1] ?? [])
  expect(names.filter(name => !/^(@types\/node|undici-types)$/.test(name)).sort()).toEqual([
    '@clustrix/client',
    'openapi-fetch',
    'openapi-typescript-helpers',
  ])
})

describe.each(SETTINGS)('with %s', (name, settings) => {
  const isNode = !settings.some(setting => setting === '--typeRoots')
  const programs = examples.filter(({ program }) => isNode || !program.includes('node:'))

  test('the examples of the README compile as TypeScript', async () => {
    expect(programs.length).toBeGreaterThan(5)
    const files = programs.map(({ program }, index) => project.write(`readme-${index}.ts`, program))
    expect(await compile(files, [...settings, '--noEmit'])).toEqual({ code: 0, stdout: '', stderr: '' })
  }, 60_000)

  test('each mistake is exactly one error, and its corrected form has none', async () => {
    const files = MISTAKES.flatMap(([, good, bad], index) => [
      project.write(`good-${index}.ts`, `${START}${good}\n`),
      project.write(`bad-${index}.ts`, `${START}${bad}\n`),
    ])
    const { stdout } = await compile(files, [...settings, '--noEmit', '--pretty', 'false'])
    const wrong = stdout.split('\n').flatMap(line => /^(\S+)\(\d+,\d+\): error/.exec(line)?.[1] ?? [])
    expect({ name, wrong: wrong.sort() }).toEqual({ name, wrong: MISTAKES.map((_, index) => `bad-${index}.ts`).sort() })
  }, 60_000)
})

const node24 = async () => process.execPath
let path20: string | undefined
/** @returns the path of Node.js 20, which npm downloads once */
async function node20(): Promise<string> {
  path20 ??= (await project.run('npm', 'exec', '--yes', '--package=node@20.20.2', '--', 'which', 'node')).stdout.trim()
  return path20
}

/** @returns its origin */
async function startDemo(): Promise<string> {
  const { origin } = await startServer({
    env: {
      DATABASE: ':memory:',
      CLOCK: '2026-11-22T12:00:00Z',
      LOGIN_RATE_LIMIT: '1000',
      LOGIN_ADDRESS_RATE_LIMIT: '1000',
    },
  })
  return origin
}

/** Makes the mock the global fetch of a program. @returns flags of Node.js */
async function mockInProcess(): Promise<string[]> {
  const folder = temporaryFolder()
  await buildMock(folder)
  const preload = `import { createMock } from ${JSON.stringify(pathToFileURL(path.join(folder, 'node.js')))}
    const mock = await createMock()
    globalThis.fetch = mock.fetch`
  return ['--import', `data:text/javascript,${encodeURIComponent(preload)}`]
}

test.each([
  ['a server, in Node.js v24', node24, startDemo],
  ['a server, in Node.js v20', node20, startDemo],
  ['the mock, in Node.js v24', node24, startMock],
  ['the mock in the same process, in Node.js v24', node24, undefined],
  ['the mock in the same process, in Node.js v20', node20, undefined],
] as const)(
  'the examples of the README run against %s',
  async (name, findNode, serve) => {
    const command = await findNode()
    const args: string[] = []
    expect((await project.run(command, ...args, '--version')).stdout).toMatch(/v\d+$/.exec(name)?.[0] ?? '')
    const origin = (await serve?.()) ?? 'http://127.0.0.1:3000'
    if (!serve) args.push(...(await mockInProcess()))
    const ran = []
    for (const [index, { language, program }] of examples.entries()) {
      const text = program.replaceAll('http://127.0.0.1:3000', origin)
      const isOld = name.endsWith('v20')
      const file = project.write(`run-${index}.${language === 'js' ? 'mjs' : 'ts'}`, text)
      if (language === 'ts' && isOld) await compile([file], ['--module', 'nodenext', '--noCheck'])
      ran.push(await project.run(command, ...args, isOld ? file.replace(/\.ts$/, '.js') : file))
    }
    expect(ran.filter(({ code, stderr }) => code !== 0 || stderr !== '')).toEqual([])
    const masked = ran.map(({ stdout }) =>
      (stdout.split('\n')[0] ?? '').replace(/[\da-f]{8}-[-\da-f]{27}|\d+(?= ms)|(?<=\.1:)\d+/g, '…'),
    )
    expect(masked).toEqual([
      'INV-2026-0007 46.41 EUR',
      // The mock allows a million requests.
      name.startsWith('a server') ? '201.11 58' : expect.stringMatching(/^201\.11 99999[89]$/),
      "POST http://127.0.0.1:…/api/v1/tickets returned 422 validation_failed: The subject field is required. [ 'The subject field is required.' ] …",
      'INV-2026-0006 pay by the due date',
      'INV-2026-0012 143.96 EUR',
      '304',
      'Acme Corp',
      'Acme Corp',
      'POST /api/v1/auth/token 200 … ms',
      '291.48 EUR',
    ])
  },
  120_000,
)
