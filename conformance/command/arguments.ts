import { parseArgs } from 'node:util'
import { readOptions } from '../../openapi/options.ts'
import type { Account } from '../target.ts'

/** A command that cannot be carried out as it was given; the message is one line for whoever typed it. */
export class BadUsage extends Error {
  override name = 'BadUsage'
}

export const FORMATS = ['text', 'json', 'junit'] as const
export type Format = (typeof FORMATS)[number]

export const USAGE = `Usage: npm run conformance [-- OPTION ...]

Proves that an implementation keeps openapi.yaml: the app in process, or a running server.

  --spec FILE        another OpenAPI 3.1 document than openapi.yaml
  --target URL       a running server; needs --email
  --email E          a user of it. Password: CLUSTRIX_PASSWORD or --password-stdin
  --password-stdin   passwords from standard input: the first line is that of --email, a second one that of --email2
  --password P       for a loopback target only, since others can see it in the list of processes
  --email2 E         a user of another client, so that the walls between clients are tried.
                     Password: CLUSTRIX_PASSWORD2, or a second line of standard input, or the same
  --allow-writes     change things on a target that is not loopback; without it such a target is only read
  --format F         text (default), json or junit, on standard output
  --help             show this

Exit code: 0 kept, 1 broken, 2 could not judge. More: conformance/README.md.`

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
  // Not repeated in the message: it may hold a password.
  if (url.username || url.password) throw new BadUsage('--target must not hold a user or a password; see --email')
  if (url.search || url.hash) throw new BadUsage(`--target ${text}: must have no query and no fragment`)
  return url
}

/** Whether only this machine can be meant. */
const isLoopback = ({ hostname }: URL): boolean => /^(localhost|\[::1\]|127(\.\d+){3})$/.test(hostname)

async function accountsOf(
  { email, email2, password, 'password-stdin': isOnStdin }: Given,
  isOwn: boolean,
  env: Record<string, string | undefined>,
  stdin: () => Promise<string>,
): Promise<Account[]> {
  if (email === undefined) throw new BadUsage('--target needs --email, a user of that server')
  if (email === email2) throw new BadUsage('--email2 must be another user, of another client')
  if (password !== undefined && isOnStdin) throw new BadUsage('--password and --password-stdin exclude each other')
  if (password !== undefined && !isOwn) {
    throw new BadUsage('--password is for a loopback target only: set CLUSTRIX_PASSWORD or use --password-stdin')
  }
  const lines = isOnStdin ? (await stdin()).replace(/\r?\n$/, '').split(/\r?\n/) : []
  if (lines.length > (email2 === undefined ? 1 : 2))
    throw new BadUsage('More lines on standard input than passwords needed')
  const first = isOnStdin ? lines[0] : (password ?? env.CLUSTRIX_PASSWORD)
  if (!first)
    throw new BadUsage(
      isOnStdin ? 'No password on standard input' : 'No password: set CLUSTRIX_PASSWORD or use --password-stdin',
    )
  const accounts = [{ email, password: first }]
  if (email2 === undefined) return accounts
  return [...accounts, { email: email2, password: lines[1] || env.CLUSTRIX_PASSWORD2 || first }]
}
