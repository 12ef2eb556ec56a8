import path from 'node:path'
import { defineCommand, type Values } from '../../openapi/cli/command.ts'
import { CommandError } from '../../openapi/cli/command-error.ts'
import { nearest } from '../../openapi/nearest.ts'
import { loadDocument } from '../../openapi/read.ts'
import { shapesOf } from '../contract/request-shape.ts'
import { loginOf } from '../session/login.ts'
import type { Account } from '../target.ts'

export const FORMATS = ['text', 'json', 'junit'] as const
export type Format = (typeof FORMATS)[number]

export const COMMAND = defineCommand({
  name: 'npm run conformance',
  summary: 'Tests whether an implementation follows the contract: the app in process, or a running server.',
  options: {
    spec: {
      type: 'string',
      value: 'FILE',
      default: 'openapi.yaml',
      help: 'Another OpenAPI 3.1 document. What it does not have, such as a login, is left out.',
    },
    operation: {
      type: 'string',
      value: 'NAME',
      help: 'Test only one operation, by its operationId: its cases, its rules and the scenarios that call it.',
    },
    database: {
      type: 'string',
      value: 'URL',
      help: 'Test the app in process on PostgreSQL: a postgres:// URL of a database without data. The password can be in PGPASSWORD.',
    },
    target: { type: 'string', value: 'URL', help: 'A running server. Needs --email.' },
    email: {
      type: 'string',
      value: 'EMAIL',
      help: 'A user of that server, with the password in CLUSTRIX_PASSWORD or from --password-stdin.',
    },
    'password-stdin': {
      type: 'boolean',
      help: 'Read passwords from standard input: one line for --email, a second one for --email2.',
    },
    password: {
      type: 'string',
      value: 'PASSWORD',
      help: 'For a loopback target only, because other users of the machine can see it.',
    },
    email2: {
      type: 'string',
      value: 'EMAIL',
      help: "A user of another client, to test that clients cannot see each other's data. The password is in CLUSTRIX_PASSWORD2 or the second line of standard input, or else the same.",
    },
    'allow-writes': {
      type: 'boolean',
      help: 'Allow changes on a target that is not loopback. By default such a target is only read.',
    },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: FORMATS,
      default: 'text',
      help: 'What to print on standard output.',
    },
  },
  exitCodes: [
    'the contract is followed',
    'a violation, or a part of the contract that was not covered',
    'the run could not be completed',
  ],
  examples: [
    'npm run conformance',
    'npm run conformance -- --target http://127.0.0.1:3000 --email you@company.com --password-stdin',
  ],
  more: 'conformance/README.md',
})

export type Given = Values<typeof COMMAND.options>

export interface Remote {
  url: URL
  accounts: Account[]
  readOnly: boolean
}

/** The contract to test. Throws CommandError if it has no such operation as the options ask for. */
export function contractOf({ spec, operation }: Pick<Given, 'spec' | 'operation'>) {
  const contract = loadDocument(spec)
  const shapes = shapesOf(contract)
  const names = shapes.map(({ id }) => id)
  if (operation !== undefined && !names.includes(operation)) {
    const meant = nearest(operation, names)
    throw new CommandError(
      `--operation ${operation}: ${spec} has no such operation${meant ? `; did you mean ${meant}?` : ''}`,
    )
  }
  const isOwnContract = path.resolve(spec) === path.resolve(COMMAND.options.spec.default)
  return { contract, isOwnContract, hasLogin: loginOf(contract, shapes) !== undefined }
}

/**
 * @param hasLogin whether the contract has a login, so that a user is needed
 * @param stdin reads standard input to its end; called only for --password-stdin
 * @returns undefined for the app in process. Throws CommandError.
 */
export async function remoteOf(
  given: Given,
  hasLogin: boolean,
  env: Record<string, string | undefined>,
  stdin: () => Promise<string>,
): Promise<Remote | undefined> {
  if (given.target === undefined) {
    const stray = (['email', 'email2', 'password', 'password-stdin', 'allow-writes'] as const).find(name => given[name])
    if (stray) throw new CommandError(`--${stray} is for a running server: add --target URL`)
    return undefined
  }
  if (given.database !== undefined) throw new CommandError('--database and --target cannot be used together')
  const url = urlOf(given.target)
  const accounts = hasLogin ? await accountsOf(given, isLoopback(url), env, stdin) : []
  return { url, accounts, readOnly: !isLoopback(url) && !given['allow-writes'] }
}

function urlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new CommandError(`--target ${text}: must be a URL such as https://portal.example.com`)
  }
  // The message does not repeat the URL, which may hold a password.
  if (url.username || url.password)
    throw new CommandError('--target must not contain a user or a password; see --email')
  if (url.search || url.hash) throw new CommandError(`--target ${text}: must not have a query or a fragment`)
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
  if (email === undefined) throw new CommandError('--target needs --email, a user of that server')
  if (email === email2) throw new CommandError('--email2 must be another user, of another client')
  if (password !== undefined && isOnStdin)
    throw new CommandError('--password and --password-stdin cannot be used together')
  if (password !== undefined && !isOwn) {
    throw new CommandError('--password is for a loopback target only: set CLUSTRIX_PASSWORD or use --password-stdin')
  }
  const lines = isOnStdin ? (await stdin()).replace(/\r?\n$/, '').split(/\r?\n/) : []
  if (lines.length > (email2 === undefined ? 1 : 2))
    throw new CommandError('Standard input has more lines than passwords needed')
  const first = isOnStdin ? lines[0] : (password ?? env.CLUSTRIX_PASSWORD)
  if (!first)
    throw new CommandError(
      isOnStdin ? 'No password on standard input' : 'No password: set CLUSTRIX_PASSWORD or use --password-stdin',
    )
  const accounts = [{ email, password: first }]
  if (email2 === undefined) return accounts
  return [...accounts, { email: email2, password: lines[1] || env.CLUSTRIX_PASSWORD2 || first }]
}
