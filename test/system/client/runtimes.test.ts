import { createContext, Script } from 'node:vm'
import { beforeAll, expect, test } from 'vitest'
import { bundle } from '../../../bench/bundle.ts'
import { installedClient, type Project } from '../../support/packed-client.ts'
import { startServer } from '../../support/process.ts'

const ENV = {
  DATABASE: ':memory:',
  CLOCK: '2026-11-22T12:00:00Z',
  LOGIN_RATE_LIMIT: '100',
  LOGIN_ADDRESS_RATE_LIMIT: '100',
}

/** Logs in, lists, downloads, writes and fails. @returns the program's text; it ends with the value of `result` */
const program = (origin: string) => `
const api = createClient({ baseUrl: '${origin}' })
await api.login({ email: 'you@company.com', password: 'correct horse battery staple', name: 'Runtime' })
const numbers = []
for await (const { number } of api.items('/api/v1/invoices', { params: { query: { per_page: 3 } } })) numbers.push(number)
const pdf = await api.orThrow.GET('/api/v1/invoices/{id}/pdf', { params: { path: { id: 106 } } })
const key = { 'Idempotency-Key': 'runtime-' + numbers.length }
const init = { params: { header: key }, body: { subject: 'Disk full', body: 'On web-3 — 空き容量なし.' } }
const first = await api.orThrow.POST('/api/v1/tickets', init)
const again = await api.orThrow.POST('/api/v1/tickets', init)
const missing = await api.GET('/api/v1/tickets/{id}', { params: { path: { id: 999 } } })
const failure = await createClient({ baseUrl: 'http://127.0.0.1:1', maxRetries: 0 }).GET('/api/v1/me').catch(error => error)
const result = JSON.stringify({
  invoices: numbers.length,
  pdf: [pdf.fileName, pdf.data.type, (await pdf.data.text()).slice(0, 5)],
  tickets: [first.status, again.headers['Idempotent-Replayed'], first.data.data.id === again.data.data.id],
  missing: [missing.status, missing.error.code],
  failure: [isApiError(failure), failure.code],
})
`

const EXPECTED = {
  invoices: 8,
  pdf: ['INV-2026-0006.pdf', 'application/pdf', '%PDF-'],
  tickets: [201, 'true', true],
  missing: [404, 'not_found'],
  failure: [true, 'network'],
}

let project: Project

beforeAll(async () => {
  project = await installedClient()
  return project.remove
}, 120_000)

test.each([
  ['Node.js 20', 'node@20.20.2', ['node'], `'Node.js ' + process.versions.node.split('.')[0]`],
  ['Deno', 'deno@2.9.6', ['deno', 'run', '--quiet', '--allow-all'], `globalThis.Deno && 'Deno'`],
  ['Bun', 'bun@1.4.5', ['bun'], `globalThis.Bun && 'Bun'`],
])(
  'the package runs in %s',
  async (name, packed, command, itself) => {
    const { origin } = await startServer({ env: ENV })
    const text = `import { createClient, isApiError } from '@clustrix/client'\n${program(origin)}
console.log(JSON.stringify({ runtime: ${itself}, ...JSON.parse(result) }))\n`
    const file = project.write(`${packed.split('@')[0]}.mjs`, text)
    const { stdout, stderr } = await project.run('npm', 'exec', '--yes', `--package=${packed}`, '--', ...command, file)
    expect({ stderr, ...JSON.parse(stdout.trim() || '{}') }).toEqual({ stderr: '', runtime: name, ...EXPECTED })
  },
  180_000,
)

/** What workers have of the web (WinterTC, Minimum Common Web Platform API), and nothing of Node.js. */
const WEB =
  'AbortController AbortSignal Blob Headers Request Response TextEncoder URL URLSearchParams clearTimeout crypto fetch performance setTimeout'

test('it needs only the globals that workers have', async () => {
  const { origin } = await startServer({ env: ENV })
  const { text } = await bundle(`import { createClient, isApiError } from '@clustrix/client'
globalThis.run = async () => { ${program(origin)} return result }`)
  const context = createContext(Object.fromEntries(WEB.split(' ').map(name => [name, Reflect.get(globalThis, name)])))
  new Script(text.replace(/export\s*\{\s*\};?/, '')).runInContext(context)
  expect(JSON.parse(await (Reflect.get(context, 'run') as () => Promise<string>)())).toEqual(EXPECTED)
}, 60_000)
