import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test } from 'vitest'
import { createDatabase, startPrimary } from '../support/postgres-system/primary.ts'
import { type ServerProcess, startServer } from '../support/process.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const page = readFileSync('server/operator.md', 'utf8')

/** The commands of the page in its order, without `npm run clustrix -- `. */
const commands = [...page.matchAll(/^ {4}npm run clustrix -- (.+)$/gm)].map(([, command = '']) => command)

const EMAIL = 'you@company.com'
const PASSWORD = 'correct horse battery staple'

/** What the page asks a person for at a prompt, and cannot ask a test. */
function withoutPrompts(command: string): string {
  if (/^user (add|password) /.test(command)) return `${command} --password-stdin`
  return /^(client erase|payment refund|subscription cancel|restore) /.test(command) ? `${command} --yes` : command
}

/** A new installation in a folder of its own. */
class Installation {
  readonly folder = temporaryFolder()
  /** The path or URL of the database. */
  readonly database: string
  readonly #started = Date.now()
  server: ServerProcess | undefined
  token = ''

  /** @param url of an empty PostgreSQL database; a file by default */
  constructor(url?: string) {
    this.database = url ?? this.file('new.db')
  }

  file(name: string): string {
    return path.join(this.folder, name)
  }

  /** All processes share a clock, on a day of the year that the page's numbers are of. */
  get env() {
    const clock = new Date(Date.parse('2026-11-28T12:00:00Z') + Date.now() - this.#started)
    return { DATABASE: this.database, CLOCK: clock.toISOString() }
  }

  async start(): Promise<void> {
    this.server = await startServer({ env: this.env, args: ['--no-demo'] })
  }

  async stop(): Promise<void> {
    this.server?.kill('SIGTERM')
    await this.server?.exited
  }

  /** Runs a command as it is written, except that backups are kept in the folder. */
  async command(command: string) {
    const main = [process.execPath, path.resolve('server/cli/main.ts')].map(file => `'${file}'`).join(' ')
    const written = `clustrix() { ${main} "$@"; }; clustrix ${withoutPrompts(command)}`
    const child = spawn('sh', ['-c', written.replaceAll('/var/backups', this.folder)], {
      cwd: this.folder,
      env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: path.resolve('node_modules/.cache/node'), ...this.env },
    })
    child.stdin.on('error', () => {}).end(PASSWORD)
    const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
    return { status, stdout, stderr }
  }

  async status(target = '/me'): Promise<number | undefined> {
    return (await this.server?.call(`/api/v1${target}`, { token: this.token }))?.status
  }

  // biome-ignore lint/suspicious/noExplicitAny: the shape is asserted by each step
  async get(target: string): Promise<any> {
    const response = await this.server?.call(`/api/v1${target}`, { token: this.token })
    return (await response?.json()) as unknown
  }

  async login(): Promise<number | undefined> {
    const response = await this.server?.call('/api/v1/auth/token', { json: { email: EMAIL, password: PASSWORD } })
    if (response?.status === 200) this.token = ((await response.json()) as { token: string }).token
    return response?.status
  }
}

type Step = (installation: Installation, stdout: string) => unknown

const expectInvoice =
  (fields: object): Step =>
  async on =>
    expect((await on.get('/invoices/1')).data).toMatchObject(fields)

const expectTicket =
  (fields: object): Step =>
  async on =>
    expect((await on.get('/tickets/1')).data).toMatchObject(fields)

const expectOutput =
  (part: string): Step =>
  (_, stdout) =>
    expect(stdout).toContain(part)

/** What the API, or for commands that it does not show the output, shows after each command. */
const afterCommand: Record<string, Step> = {
  'client add': expectOutput('Added client 1'),
  'client update': expectOutput('Updated client 1'),
  'client disable': expectOutput('Disabled client 1'),
  'client enable': expectOutput('Enabled client 1'),
  'user add': async on => {
    expect(await on.login()).toBe(200)
    expect((await on.get('/me')).data).toMatchObject({ email: EMAIL, client_name: 'Acme Corp' })
  },
  'user password': async on => expect(await on.status()).toBe(401),
  'user disable': async on => expect(await on.login()).toBe(422),
  'user enable': async on => expect([await on.login(), await on.status()]).toEqual([200, 200]),
  'token list': (on, stdout) => expect(stdout).toMatch(new RegExp(`^${on.token.split('|')[0]} `, 'm')),
  'token revoke 2': async on => {
    expect(await on.status()).toBe(401)
    await on.login()
  },
  'token revoke --client': async on => {
    expect(await on.status()).toBe(401)
    await on.login()
  },
  'seller check': expectOutput('is valid'),
  'seller set': expectOutput('is the seller'),
  'seller show': expectOutput('stored at'),
  'invoice issue': expectInvoice({ number: 'INV-2026-0001', total: '177.31', amount_due: '177.31' }),
  'invoice show': expectOutput('amount due: 177.31 EUR'),
  'payment record INV-2026-0001 --amount 100.00': expectInvoice({ status: 'partially_paid', amount_due: '77.31' }),
  'payment record INV-2026-0001 --amount 77.31': expectInvoice({ status: 'paid', amount_due: '0.00' }),
  'invoice pdf': on => expect(readFileSync(on.file('INV-2026-0001.pdf'), 'latin1')).toMatch(/^%PDF/),
  'invoice list': expectOutput('INV-2026-0001'),
  'payment list': expectOutput('Card 4711'),
  'payment refund': expectInvoice({ status: 'partially_paid', amount_due: '77.31' }),
  'subscription add': async on => expect((await on.get('/subscriptions')).data[0]).toMatchObject({ amount: '149.00' }),
  tick: async on => expect((await on.get('/invoices/2')).data).toMatchObject({ subscription_id: 1, total: '177.31' }),
  'subscription change': async on => {
    expect((await on.get('/subscriptions')).data[0]).toMatchObject({ amount: '159.00' })
    const json = { subject: 'Down', body: 'The site is down.' }
    expect((await on.server?.call('/api/v1/tickets', { token: on.token, json }))?.status).toBe(201)
  },
  'ticket list': expectOutput('TKT-2026-0001'),
  'ticket show': expectOutput('The site is down.'),
  'ticket reply': expectTicket({ status: 'answered', replies: [{ body: 'It works again.' }] }),
  'ticket note': expectTicket({ status: 'answered', reply_count: 1 }),
  'ticket hold': expectTicket({ status: 'on_hold' }),
  'ticket resolve': expectTicket({ status: 'resolved' }),
  'subscription cancel': async on =>
    expect((await on.get('/subscriptions?status=cancelled')).data[0]).toMatchObject({
      id: 1,
      cancelled_at: expect.any(String),
    }),
  'client export': on => expect(readFileSync(on.file('client-1.json'), 'utf8')).toContain('The site is down.'),
  'client erase': async on => expect([await on.status(), await on.login()]).toEqual([401, 422]),
  'import data.json --dry-run': expectOutput('invoices'),
  'import data.json': async on =>
    expect((await on.command('invoice show N-1001')).stdout).toContain('amount due: 0.00 EUR'),
  'import clients.csv': async on =>
    expect((await on.command('invoice show RE-4711')).stdout).toContain('amount due: 0.00 EUR'),
  export: on => expect(readFileSync(on.file('export-2026-11-28/export.json'), 'utf8')).toContain('RE-4712'),
  check: expectOutput('Nothing is wrong.'),
  doctor: expectOutput('ok    database'),
  backup: async (on, stdout) => {
    const [, file = ''] = /checked (\S+)/.exec(stdout) ?? []
    renameSync(file, on.file('clustrix-2026-11-28T030000.db'))
    await on.stop()
  },
  restore: on => on.start(),
  migrate: expectOutput('9'),
}

const stepOf = (command: string): Step | undefined =>
  Object.entries(afterCommand)
    .filter(([start]) => `${command} `.startsWith(`${start} `))
    .sort(([one], [two]) => two.length - one.length)[0]?.[1]

/** The files that the commands of the page name. */
function writeFiles(on: Installation): void {
  const seller = readFileSync('test/support/seller.yaml', 'utf8')
  writeFileSync(on.file('seller.yaml'), seller.replace('../../seller.example.svg', 'logo.svg'))
  cpSync('seller.example.svg', on.file('logo.svg'))
  const [invoice = ''] = /^ {4}\{\n[\s\S]*?^ {4}\}$/m.exec(page) ?? []
  writeFileSync(on.file('november.json'), invoice)
  const [, document = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/import.md', 'utf8')) ?? []
  writeFileSync(on.file('data.json'), document)
  const clients = 'external_ref,name,line1,city,country,currency\n1001,Müller GmbH,Hauptstr. 5,Berlin,DE,EUR\n'
  writeFileSync(on.file('clients.csv'), clients)
  const line = ',1001,EUR,2026-10-01,2026-10-15,Hosting,1,100.00,19,S\n'
  const columns =
    'number,client_ref,currency,issue_date,due_date,description,quantity,unit_price,tax_rate,tax_category\n'
  writeFileSync(on.file('invoices.csv'), `${columns}RE-4711${line}RE-4712${line}`)
  const payment = 'external_ref,invoice,amount,method,status,paid_at\nbank-1,RE-4711,119.00,card,succeeded,2026-10-09\n'
  writeFileSync(on.file('payments.csv'), payment)
}

/** URL of a new database of Debian's PostgreSQL. */
async function newPostgres(): Promise<string> {
  const primary = await startPrimary()
  onTestFinished(primary.remove)
  await createDatabase(primary, 'portal')
  return primary.ownerUrl('portal')
}

/** Commands for files alone. */
const isForFiles = (command: string) => /^(backup|restore) /.test(command)

test.each([
  ['SQLite', async () => undefined],
  ['PostgreSQL', newPostgres],
])(
  'the commands of server/operator.md run in its order on %s while the server runs, which shows each change at once',
  async (engine, newDatabase) => {
    const on = new Installation(await newDatabase())
    writeFiles(on)
    expect(await on.command(commands[0] ?? '')).toMatchObject({ status: 0 })
    await on.start()
    for (const command of commands.slice(1)) {
      const { status, stdout, stderr } = await on.command(command)
      if (engine === 'PostgreSQL' && isForFiles(command)) {
        expect({ command, status, stderr }).toMatchObject({
          status: 1,
          stderr: expect.stringContaining('server/postgres.md'),
        })
        continue
      }
      expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' })
      const step = stepOf(command)
      expect(step, command).toBeDefined()
      await step?.(on, stdout)
    }
    expect(await on.server?.call('/readyz')).toMatchObject({ status: 200 })
  },
  300_000,
)
