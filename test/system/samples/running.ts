import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { DEMO_PASSWORD } from '../../../server/demo/seed.ts'
import { type NetworkFault, startUnreliableProxy } from '../../client/hostile/unreliable-proxy.ts'
import { ACME, type TestApp, testApp } from '../../support/app.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Debian's interpreters, not those that a version manager puts first. */
const PATH = '/usr/bin:/bin'
export const CREDENTIALS = { CLUSTRIX_EMAIL: ACME, CLUSTRIX_PASSWORD: DEMO_PASSWORD }

export interface Ran {
  code: number | string
  stdout: string
  stderr: string
  /** The files that the program saved, by name. */
  files: Record<string, string>
}

/** Runs a command as it is typed in the folder of the project. */
export async function run(command: string, env: Record<string, string>): Promise<Ran> {
  const cwd = temporaryFolder()
  symlinkSync(path.resolve('examples'), path.join(cwd, 'examples'))
  const folder = path.join(cwd, 'invoices')
  const ended = await new Promise<Omit<Ran, 'files'>>(resolve =>
    execFile('sh', ['-c', command], { cwd, env: { PATH, ...env } }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, stdout, stderr }),
    ),
  )
  mkdirSync(folder, { recursive: true })
  const files = readdirSync(folder).map(name => [name, readFileSync(path.join(folder, name), 'latin1')])
  return { ...ended, files: Object.fromEntries(files) }
}

export interface Seen {
  target: string
  key: string | null
  token: string | null
  /** In milliseconds. */
  at: number
}

/** An app on a socket. @param interfere may respond instead of the app, or change the request @param next the fault of each request */
export async function serve(
  interfere: (request: Request, seen: Seen[]) => Response | Request | undefined = () => undefined,
  next: (seen: Seen[]) => NetworkFault = () => 'none',
) {
  const app = testApp({ settings: { rateLimit: 1000 } })
  const seen: Seen[] = []
  const { baseUrl } = await startUnreliableProxy(
    async request => {
      const { pathname } = new URL(request.url)
      const { headers, method } = request
      const [key, token] = [headers.get('Idempotency-Key'), headers.get('Authorization')]
      seen.push({ target: `${method} ${pathname}`, key, token, at: performance.now() })
      const result = interfere(request, seen) ?? request
      // With the origin that the program sees, because links contain it.
      return result instanceof Response
        ? result
        : app.fetch(new Request(result.url.replace('http://127.0.0.1', `http://${headers.get('host')}`), result))
    },
    () => next(seen),
  )
  return { app, seen, env: { ...CREDENTIALS, CLUSTRIX_URL: baseUrl } }
}

export const ticketsOf = async ({ database }: TestApp) =>
  Number(
    (await database.one<{ count: number }>(`SELECT count(*) AS count FROM tickets WHERE subject LIKE 'Question%'`))
      ?.count,
  )

export const count = (seen: Seen[], target: string) => seen.filter(each => each.target === target).length
