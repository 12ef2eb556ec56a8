import { parseArgs } from 'node:util'
import { readOptions } from '../../openapi/options.ts'
import type { Account } from '../target.ts'

/** A usage error; its message is one line for the terminal. */
export class BadUsage extends Error {
  override name = 'BadUsage'
}

export const FORMATS = ['text', 'json', 'junit'] as const
export type Format = (typeof FORMATS)[number]

export const USAGE = `Usage: npm run conformance [-- OPTION ...]

Tests whether an implementation follows openapi.yaml: the app in process, or a running server.

  --spec FILE        an OpenAPI 3.1 document other than openapi.yaml
  --target URL       a running server; needs --email
  --email E          a user of that server. Password: CLUSTRIX_PASSWORD or --password-stdin
  --password-stdin   read passwords from standard input: one line for --email, a second one for --email2
  --password P       for a loopback target only, because other users of the machine can see it
  --email2 E         a user of another client, to test that clients cannot see each other's data.
                     Password: CLUSTRIX_PASSWORD2, or a second line of standard input, or the same
  --allow-writes     allow changes on a target that is not loopback; by default such a target is only read
  --format F         text (default), json or junit, on standard output
  --help             show this

Exit code: 0 passed, 1 failed, 2 could not complete. More: conformance/README.md.`

export interface Arguments {
  help: boolean
  spec: string
  format: Format
  /** Undefined for the app in process. */
  remote: { url: URL; accounts: Account[]; readOnly: boolean } | undefined
}

const options = {
  spec: { type: 'string', default: 'openapi.yaml' },
  target: { type: 'string' },
  email: { type: 'string' },
  'password-stdin': { type: 'boolean' },
  password: { type: 'string' },
  email2: { type: 'string' },
  'allow-writes': { type: 'boolean' },
  format: { type: 'string', default: 'text' },
  help: { type: 'boolean', short: 'h' },
} as const

/** @param stdin reads standard input to its end; called only for --password-stdin. Throws BadUsage. */
export async function readArguments(
  argv: string[],
  env: Record<string, string | undefined>,
  stdin: () => Promise<string>,
): Promise<Arguments> {
  const given = parse(argv)
  const { help = false, spec, format } = given
  const base = { help, spec, format: formatOf(format), remote: undefined }
  if (help) return base
  if (given.target === undefined) {
    const [stray] = (['email', 'email2', 'password', 'password-stdin', 'allow-writes'] as const).filter(
      name => given[name] !== undefined,
    )
    if (stray) throw new BadUsage(`--${stray} is for a running server: add --target URL`)
    return base
  }
  const url = urlOf(given.target)
  const accounts = await accountsOf(given, isLoopback(url), env, stdin)
  return { ...base, remote: { url, accounts, readOnly: !isLoopback(url) && !given['allow-writes'] } }
}

type Given = ReturnType<typeof parse>

const parse = (args: string[]) =>
  readOptions(
    () => parseArgs({ args, options, tokens: true }),
    message => new BadUsage(message),
  )

function formatOf(text: string): Format {
  const format = FORMATS.find(name => name === text)
  if (!format) throw new BadUsage(`--format ${text}: must be one of ${FORMATS.join(', ')}`)
  return format
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new BadUsage(`--target ${text}: must be a URL such as https://portal.example.com`)
  }
  // The message does not repeat the URL, which may hold a password.
  if (url.username || url.password) throw new BadUsage('--target must not contain a user or a password; see --email')
  if (url.search || url.hash) throw new BadUsage(`--target ${text}: must not have a query or a fragment`)
  return url
}

/** Whether a URL can only mean this machine. */
const isLoopback = ({ hostname }: URL): boolean => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname)

async function accountsOf(
  { email, email2, password, 'password-stdin': isOnStdin }: Given,
  isOwn: boolean,
  env: Record<string, string | undefined>,
  stdin: () => Promise<string>,
): Promise<Account[]> {
  if (email === undefined) throw new BadUsage('--target needs --email, a user of that server')
  if (email === email2) throw new BadUsage('--email2 must be another user, of another client')
  if (password !== undefined && isOnStdin) throw new BadUsage('--password and --password-stdin cannot be used together')
  if (password !== undefined && !isOwn) {
    throw new BadUsage('--password is for a loopback target only: set CLUSTRIX_PASSWORD or use --password-stdin')
  }
  const lines = isOnStdin ? (await stdin()).replace(/\r?\n$/, '').split(/\r?\n/) : []
  if (lines.length > (email2 === undefined ? 1 : 2))
    throw new BadUsage('Standard input has more lines than passwords needed')
  const first = isOnStdin ? lines[0] : (password ?? env.CLUSTRIX_PASSWORD)
  if (!first)
    throw new BadUsage(
      isOnStdin ? 'No password on standard input' : 'No password: set CLUSTRIX_PASSWORD or use --password-stdin',
    )
  const accounts = [{ email, password: first }]
  if (email2 === undefined) return accounts
  return [...accounts, { email: email2, password: lines[1] || env.CLUSTRIX_PASSWORD2 || first }]
}
