import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { AppSettings } from './app.ts'
import { DEFAULT_DATABASE } from './database/open.ts'

/** Settings from the environment and the command line. */
export interface Settings extends AppSettings {
  port: number
  host: string
  /** File path, or `:memory:`. */
  database: string
  /** Time at which the server's clock starts, Unix milliseconds; undefined for the real time. */
  clock: number | undefined
  /** Path of the seller's file; undefined for the sample. */
  seller: string | undefined
  logLevel: 'info' | 'warn' | 'error' | 'silent'
  production: boolean
  /** Whether the front page and the reference are served. */
  pages: boolean
  /** Whether to fill a new database with demo data. */
  demo: boolean
}

/** The server cannot start. The message is for the operator, with one line per problem. */
export class StartError extends Error {
  override name = 'StartError'
  readonly exitCode: number

  /** @param exitCode 2 for wrong arguments */
  constructor(message: string, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

export const USAGE = `Usage: npm start [-- --no-demo]

  --no-demo   do not add demo data to a new database
  --help      show this help

Environment variables (see README.md): PORT, HOST, DATABASE, CLOCK, PUBLIC_URL, CORS_ORIGINS, CHECK_RESPONSES, LOG_LEVEL, RATE_LIMIT, LOGIN_RATE_LIMIT, LOGIN_ADDRESS_RATE_LIMIT, TRUST_PROXY, SELLER, PAGES, NODE_ENV.`

const DEFAULT_HOST = '127.0.0.1'

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .refine(
      text => /^(0|[1-9]\d{0,8})$/.test(text) && Number(text) >= minimum && Number(text) <= maximum,
      `must be a whole number from ${minimum} to ${maximum}`,
    )
    .transform(Number)

const onOff = z.enum(['on', 'off']).transform(text => text === 'on')

const isOrigin = (text: string) =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text

const ORIGIN = 'must be an origin such as https://clustrixglobal.com, without a path or trailing slash'

const environment = z.object({
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:%-]+$/, 'must be a host name or an IP address')
    .default(DEFAULT_HOST),
  DATABASE: z.string().default(DEFAULT_DATABASE),
  CLOCK: z.iso
    .datetime({ offset: true, error: 'must be a date and time such as 2026-11-22T12:00:00Z' })
    .transform(text => Date.parse(text))
    .refine(ms => ms >= Date.UTC(2000, 0) && ms < Date.UTC(3000, 0), 'must be in the years 2000 to 2999')
    .optional(),
  PUBLIC_URL: z.string().refine(isOrigin, ORIGIN).optional(),
  CORS_ORIGINS: z
    .string()
    .transform(text =>
      text
        .split(',')
        .map(origin => origin.trim())
        .filter(Boolean),
    )
    .pipe(z.array(z.string().refine(isOrigin, `${ORIGIN}; separate several origins with commas`)))
    .optional(),
  CHECK_RESPONSES: onOff.optional(),
  LOG_LEVEL: z.enum(['info', 'warn', 'error', 'silent']).default('info'),
  RATE_LIMIT: wholeNumber(1, 1_000_000).default(60),
  LOGIN_RATE_LIMIT: wholeNumber(1, 1_000_000).default(5),
  LOGIN_ADDRESS_RATE_LIMIT: wholeNumber(1, 1_000_000).default(20),
  TRUST_PROXY: onOff.optional(),
  SELLER: z.string().optional(),
  PAGES: onOff.default(true),
  // Other values are refused: with a typo such as `prod`, the demo data with its public passwords would be served.
  NODE_ENV: z.enum(['production', 'development', 'test']).optional(),
})

/**
 * Reads and checks all settings. An empty variable counts as unset. Throws a StartError.
 * @param argv the arguments after the script's name
 * @returns undefined for `--help`
 */
export function loadSettings(env: Record<string, string | undefined>, argv: string[]): Settings | undefined {
  const flags = readFlags(argv)
  if (flags.help) return undefined
  const variables = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const { data, error } = environment.safeParse(variables)
  const invalid = (error?.issues ?? []).map(issue => {
    const name = String(issue.path[0])
    return `${name}=${quoteIfNeeded(withoutCredentials(variables[name] ?? ''))}: ${reasonOf(issue)}`
  })
  const problems = [...new Set(invalid), ...missingInProduction(variables)]
  if (!data || problems.length > 0) throw new StartError(problems.join('\n'))
  const production = data.NODE_ENV === 'production'
  return {
    port: data.PORT,
    host: data.HOST,
    database: data.DATABASE,
    clock: data.CLOCK,
    publicUrl: data.PUBLIC_URL,
    corsOrigins: data.CORS_ORIGINS ?? (production ? [] : 'loopback'),
    checkResponses: data.CHECK_RESPONSES ?? !production,
    seller: data.SELLER,
    logLevel: data.LOG_LEVEL,
    rateLimit: data.RATE_LIMIT,
    loginRateLimit: data.LOGIN_RATE_LIMIT,
    loginAddressRateLimit: data.LOGIN_ADDRESS_RATE_LIMIT,
    trustProxy: data.TRUST_PROXY ?? false,
    production,
    pages: data.PAGES,
    demo: !flags['no-demo'] && !production,
  }
}

/** Variables whose defaults are only safe for development: one line for each that is missing. */
function missingInProduction(variables: Record<string, string | undefined>): string[] {
  if (variables.NODE_ENV !== 'production') return []
  const { PUBLIC_URL, TRUST_PROXY, SELLER, HOST = DEFAULT_HOST } = variables
  const lines: string[] = []
  // Without it, links would follow any Host header that a client sends.
  if (PUBLIC_URL === undefined) {
    lines.push('PUBLIC_URL: must be set in production, to the origin in links, such as https://portal.example.com')
  }
  // On loopback there is almost always a proxy, and then all clients would share one address and its login limit.
  if (TRUST_PROXY === undefined && isLoopback(HOST)) {
    lines.push(
      'TRUST_PROXY: must be set in production if HOST is a loopback address: "on" behind a reverse proxy, "off" without one',
    )
  }
  // Invoices would ask clients to pay to the account of the sample.
  if (SELLER === undefined) {
    lines.push("SELLER: must be set in production, to the path of the seller's file; seller.example.yaml explains it")
  }
  return lines
}

function readFlags(argv: string[]) {
  try {
    const options = { 'no-demo': { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
    return parseArgs({ args: argv, options }).values
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n\n${USAGE}`, 2)
  }
}

const reasonOf = (issue: z.core.$ZodIssue) =>
  issue.code === 'invalid_value' ? `must be one of ${issue.values.join(', ')}` : issue.message

/** Hides the user name and password of a URL. */
const withoutCredentials = (value: string) => value.replace(/:\/\/.*@/s, '://***@')

/** Quotes and escapes a value that is empty, begins or ends with a space, or has characters that do not print on one line. */
const quoteIfNeeded = (value: string) => (/^[!-~]([ -~]*[!-~])?$/.test(value) ? value : JSON.stringify(value))

/** Whether a host is only reachable from this machine. */
export const isLoopback = (host: string): boolean =>
  host.toLowerCase() === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
