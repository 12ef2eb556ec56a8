import { readFileSync } from 'node:fs'
import type { ConnectionOptions } from 'node:tls'
import { DatabaseRefused } from '../database.ts'

/** Where a database is and how to connect to it, read from a URL with the names and meanings of libpq. */
export interface Target {
  hosts: readonly { host: string; port: number }[]
  /** Left out to use the environment (PGUSER, PGPASSWORD, PGDATABASE) or ~/.pgpass. */
  user?: string
  password?: string
  database?: string
  applicationName: string
  /** Milliseconds for one host. */
  connectTimeout: number
  /** undefined: without TLS. */
  tls: ConnectionOptions | undefined
  /** Whether to connect without TLS to a server that does not support it. */
  tlsIsOptional: boolean
  /** Whether to connect only to a server that accepts writes, such as a standby after its promotion. */
  mustBeWritable: boolean
  /** Greatest number of connections of this process; undefined for the default. */
  poolSize: number | undefined
}

/** No part may have an `@` that is not encoded, or a piece of a password could be read as a host and be shown. */
const URL_PARTS = /^postgres(?:ql)?:\/\/(?:([^@/?#]*)@)?([^/?#@]*)(?:\/([^?#@]*))?(?:\?([^#]*))?$/

const HOST_AND_PORT = /^(?:\[([^\]]*)\]|(\/.*?|[^:]*))(?::(\d{1,5}))?$/

const KNOWN = [
  ...['host', 'port', 'user', 'password', 'dbname', 'application_name', 'connect_timeout', 'target_session_attrs'],
  ...['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'pool_size'],
]

const DEFAULT_PORT = 5432

/** Throws DatabaseRefused, whose message never has a value of the URL: it may be a password. */
export function parseUrl(url: string): Target {
  const parts = URL_PARTS.exec(url)
  if (!parts) throw refuse('is not a valid URL; encode special characters of the password, such as %40 for @')
  const [, login = '', authority = '', path = '', query = ''] = parts
  const options = optionsOf(query)
  const [user, password] = split(login)
  const hosts = hostsOf(options.get('host') ?? authority, options.get('port'))
  const given = {
    user: options.get('user') ?? decode(user),
    password: options.get('password') ?? decode(password),
    database: options.get('dbname') ?? decode(path),
  }
  return {
    hosts,
    ...(given.user && { user: given.user }),
    ...(given.password && { password: given.password }),
    ...(given.database && { database: given.database }),
    applicationName: options.get('application_name') ?? 'clustrix',
    connectTimeout: wholeNumber(options, 'connect_timeout', 60, 1) * 1000,
    ...tlsOf(
      options,
      hosts.every(({ host }) => host.startsWith('/')),
    ),
    mustBeWritable: oneOf(options, 'target_session_attrs', ['any', 'read-write', 'primary'], 'any') !== 'any',
    poolSize: options.has('pool_size') ? wholeNumber(options, 'pool_size', 1000, 1) : undefined,
  }
}

/** A URL for messages: hosts and database, without user and password. */
export function describeTarget({ hosts, database }: Target): string {
  const places = hosts.map(({ host, port }) => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`))
  return `postgres://${places.join(',')}/${database ?? ''}`
}

function optionsOf(query: string): Map<string, string> {
  const options = new Map<string, string>()
  for (const pair of query.split('&').filter(Boolean)) {
    const at = pair.indexOf('=')
    const name = at === -1 ? pair : pair.slice(0, at)
    if (!KNOWN.includes(name)) {
      throw refuse(
        `has an unknown parameter${/^\w{1,40}$/.test(name) ? ` ${name}` : ''}; it can have ${KNOWN.join(', ')}`,
      )
    }
    options.set(name, decode(pair.slice(at + 1)))
  }
  return options
}

function hostsOf(authority: string, ports: string | undefined): Target['hosts'] {
  const places = authority.split(',')
  const givenPorts = ports?.split(',') ?? []
  if (givenPorts.length > 1 && givenPorts.length !== places.length) throw refuse('has more or fewer ports than hosts')
  return places.map((place, index) => {
    const parts = HOST_AND_PORT.exec(decode(place))
    if (!parts) throw refuse('has an invalid host; an IPv6 address needs brackets, such as [::1]')
    const [, bracketed, name, port] = parts
    const number = Number(port ?? givenPorts[index] ?? givenPorts[0] ?? DEFAULT_PORT)
    if (!Number.isInteger(number) || number < 1 || number > 65_535) throw refuse('has an invalid port')
    return { host: bracketed ?? (name || 'localhost'), port: number }
  })
}

/** @param isLocal whether the database is reached through sockets of this machine alone */
function tlsOf(options: Map<string, string>, isLocal: boolean): Pick<Target, 'tls' | 'tlsIsOptional'> {
  const modes = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const
  const mode = oneOf(options, 'sslmode', modes, 'prefer')
  if (mode === 'disable' || isLocal) return { tls: undefined, tlsIsOptional: false }
  const root = options.get('sslrootcert')
  const isVerified = mode === 'verify-ca' || mode === 'verify-full' || (mode === 'require' && root !== undefined)
  return {
    tls: {
      ...(root !== undefined && root !== 'system' && { ca: readPem(root, 'sslrootcert') }),
      ...(options.has('sslcert') && { cert: readPem(options.get('sslcert'), 'sslcert') }),
      ...(options.has('sslkey') && { key: readPem(options.get('sslkey'), 'sslkey') }),
      rejectUnauthorized: isVerified,
      // Only verify-full checks that the certificate is for this host.
      ...(mode !== 'verify-full' && { checkServerIdentity: () => undefined }),
    },
    tlsIsOptional: mode === 'prefer',
  }
}

function readPem(file = '', name: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw refuse(`names a file in ${name} that cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function oneOf<T extends string>(options: Map<string, string>, name: string, values: readonly T[], fallback: T): T {
  const given = options.get(name) ?? fallback
  const value = values.find(each => each === given)
  if (value === undefined) throw refuse(`has a value for ${name} that is not supported; use ${values.join(', ')}`)
  return value
}

function wholeNumber(options: Map<string, string>, name: string, maximum: number, fallback: number): number {
  const value = Number(options.get(name) ?? fallback)
  if (!Number.isInteger(value) || value < 1 || value > maximum)
    throw refuse(`needs a whole number from 1 to ${maximum} for ${name}`)
  return value
}

const split = (login: string): [string, string] => {
  const at = login.indexOf(':')
  return at === -1 ? [login, ''] : [login.slice(0, at), login.slice(at + 1)]
}

function decode(text: string): string {
  try {
    const decoded = decodeURIComponent(text)
    // NUL ends each text of PostgreSQL's protocol, so what follows it would be read as another setting.
    if (!decoded.includes('\0')) return decoded
  } catch {}
  throw refuse('is not a valid URL; encode a % as %25')
}

const refuse = (rule: string) => new DatabaseRefused(`DATABASE: the postgres:// URL ${rule}`)
