import { spawn } from 'node:child_process'
import { cpSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { execute, installedClient } from '../../support/packed-client.ts'
import { startServer } from '../../support/process.ts'

const page = readFileSync('examples/README.md', 'utf8')
const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', text = '']) => ({
  language,
  text,
}))
const commands = blocks.filter(({ language }) => language === 'sh').map(({ text }) => text.trim())
const [start = '', credentials = '', own = ''] = commands

/** Runs a command after the credentials of the page were exported. */
const run = (command: string, cwd: string, origin: string) =>
  execute('sh', ['-c', `${credentials}\n${command}`], cwd, { CLUSTRIX_URL: origin })

const startDemo = () => startServer({ env: { DATABASE: ':memory:', CLOCK: '2026-11-22T12:00:00Z' } })

test('each command of the page is run, here or in another test', () => {
  expect(commands).toEqual([
    'CLOCK=2026-11-22T12:00:00Z npm start',
    'export CLUSTRIX_EMAIL=you@company.com CLUSTRIX_PASSWORD="correct horse battery staple"',
    'npm pkg set type=module\nnode invoice-sync/main.ts --to invoices',
    // test/examples/commands.slow.test.ts
    'npm run example:invoice-sync -- --to invoices',
    'npm run example:alert-ticket < examples/alert-ticket/alerts.json',
    'npm run example:pause-until -- --until 2027-01-31',
    // programs.test.ts
    'php examples/php/curl.php invoices',
    'php examples/php/guzzle.php invoices',
    'python3 examples/python/standard_library.py invoices',
    'python3 examples/python/with_requests.py invoices',
    // commands.slow.test.ts
    'npm run example:tanstack-query',
    // postman.test.ts
    'npm ci --prefix examples/postman\nnpm test --prefix examples/postman',
    'npm test --prefix examples/postman -- --env-var subscriptionToPause=31 --env-var subscriptionToCancel=33',
  ])
})

test('the first command starts a server with demo data', async () => {
  const env = { ...process.env, PORT: '0', DATABASE: ':memory:' }
  // In a group of its own, because npm starts further processes.
  const server = spawn('sh', ['-c', start], { env, detached: true })
  onTestFinished(() => void process.kill(-(server.pid ?? 0)))
  let printed = ''
  for await (const chunk of server.stdout) {
    printed += String(chunk)
    if (/^curl /m.test(printed)) break
  }
  expect(printed).toContain('Serving demo data on http://127.0.0.1:')
})

test('the credentials are those of the demo data', async () => {
  const { origin } = await startDemo()
  const { code, stdout, stderr } = await run('npm run --silent example:tanstack-query', '.', origin)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(page).toContain(stdout.replace(origin, 'http://127.0.0.1:3000'))
})

test('an example runs in a project of its own', async () => {
  const { origin } = await startDemo()
  const project = await installedClient()
  onTestFinished(project.remove)
  const folder = path.dirname(project.tarball)
  for (const name of ['invoice-sync', 'connect.ts'])
    cpSync(path.join('examples', name), path.join(folder, name), { recursive: true })
  const { code, stdout } = await run(own.replace('node ', `${process.execPath} `), folder, origin)
  expect(code).toBe(0)
  expect(page).toContain(stdout)
}, 180_000)
