import { describe, expect, test } from 'vitest'
import { isLoopback, loadSettings, StartError, USAGE } from '../../server/settings.ts'

const DEFAULTS = {
  port: 3000,
  host: '127.0.0.1',
  database: 'data/clustrix.db',
  clock: undefined,
  seller: undefined,
  publicUrl: undefined,
  corsOrigins: 'loopback',
  checkResponses: true,
  logLevel: 'info',
  rateLimit: 60,
  loginRateLimit: 5,
  loginAddressRateLimit: 20,
  trustProxy: false,
  production: false,
  pages: true,
  demo: true,
}

/** The error for an environment. Throws when it is accepted. */
function startError(env: Record<string, string>, argv: string[] = []): StartError {
  try {
    throw new Error(`accepted: ${JSON.stringify(loadSettings(env, argv))}`)
  } catch (error) {
    if (error instanceof StartError) return error
    throw error
  }
}

const WHOLE_NUMBER = (minimum: number, maximum: number) => `must be a whole number from ${minimum} to ${maximum}`
const ORIGIN = 'must be an origin such as https://clustrixglobal.com, without a path or trailing slash'
const DATE_AND_TIME = 'must be a date and time such as 2026-11-22T12:00:00Z'

test('without variables, the defaults apply', () => {
  expect(loadSettings({}, [])).toEqual(DEFAULTS)
})

test('an empty variable counts as unset', () => {
  const names = /README\.md\): ([A-Z_, ]+)\./.exec(USAGE)?.[1]?.split(', ') ?? []
  expect(names).toHaveLength(15)
  expect(loadSettings(Object.fromEntries(names.map(name => [name, ''])), [])).toEqual(DEFAULTS)
})

test('unknown variables are ignored', () => {
  expect(loadSettings({ PATH: '/bin', PORTS: 'x', port: 'x' }, [])).toEqual(DEFAULTS)
})

test.each([
  ['PORT', '0', { port: 0 }],
  ['PORT', '65535', { port: 65_535 }],
  ['HOST', '0.0.0.0', { host: '0.0.0.0' }],
  ['HOST', '::1', { host: '::1' }],
  ['HOST', 'fe80::1%eth0', { host: 'fe80::1%eth0' }],
  ['HOST', 'api.example', { host: 'api.example' }],
  ['DATABASE', ':memory:', { database: ':memory:' }],
  ['DATABASE', 'some where/x.db', { database: 'some where/x.db' }],
  ['CLOCK', '2026-11-22T12:00:00Z', { clock: Date.UTC(2026, 10, 22, 12) }],
  ['CLOCK', '2026-11-22T12:00:00.5+01:00', { clock: Date.UTC(2026, 10, 22, 11, 0, 0, 500) }],
  ['PUBLIC_URL', 'https://portal.example', { publicUrl: 'https://portal.example' }],
  ['PUBLIC_URL', 'http://127.0.0.1:8080', { publicUrl: 'http://127.0.0.1:8080' }],
  ['CORS_ORIGINS', 'https://a.example', { corsOrigins: ['https://a.example'] }],
  [
    'CORS_ORIGINS',
    'https://a.example, http://b.example:81',
    { corsOrigins: ['https://a.example', 'http://b.example:81'] },
  ],
  ['CORS_ORIGINS', ',', { corsOrigins: [] }],
  ['CHECK_RESPONSES', 'off', { checkResponses: false }],
  ['LOG_LEVEL', 'silent', { logLevel: 'silent' }],
  ['RATE_LIMIT', '1', { rateLimit: 1 }],
  ['LOGIN_RATE_LIMIT', '1000000', { loginRateLimit: 1_000_000 }],
  ['LOGIN_ADDRESS_RATE_LIMIT', '1', { loginAddressRateLimit: 1 }],
  ['TRUST_PROXY', 'on', { trustProxy: true }],
  ['SELLER', '/etc/clustrix/seller.yaml', { seller: '/etc/clustrix/seller.yaml' }],
  ['PAGES', 'off', { pages: false }],
  ['NODE_ENV', 'development', {}],
])('%s=%s is accepted', (name, value, changed) => {
  expect(loadSettings({ [name]: value }, [])).toEqual({ ...DEFAULTS, ...changed })
})

test.each([
  ['PORT', '65536', WHOLE_NUMBER(0, 65_535)],
  ['PORT', '-1', WHOLE_NUMBER(0, 65_535)],
  ['PORT', '3000.0', WHOLE_NUMBER(0, 65_535)],
  ['PORT', '1e3', WHOLE_NUMBER(0, 65_535)],
  ['PORT', '0x50', WHOLE_NUMBER(0, 65_535)],
  ['PORT', '080', WHOLE_NUMBER(0, 65_535)],
  ['PORT', '99999999999999999999', WHOLE_NUMBER(0, 65_535)],
  ['HOST', '[::1]', 'must be a host name or an IP address'],
  ['HOST', 'http://localhost', 'must be a host name or an IP address'],
  ['CLOCK', 'noon', DATE_AND_TIME],
  ['CLOCK', '2026-11-22', DATE_AND_TIME],
  ['CLOCK', '2026-11-22T12:00:00', DATE_AND_TIME],
  ['CLOCK', '2026-02-30T12:00:00Z', DATE_AND_TIME],
  ['CLOCK', '1999-12-31T23:59:59Z', 'must be in the years 2000 to 2999'],
  ['CLOCK', '9999-12-31T23:59:59Z', 'must be in the years 2000 to 2999'],
  ['PUBLIC_URL', 'portal.example', ORIGIN],
  ['PUBLIC_URL', 'https://portal.example/', ORIGIN],
  ['PUBLIC_URL', 'https://portal.example/api', ORIGIN],
  ['PUBLIC_URL', 'ftp://portal.example', ORIGIN],
  ['CORS_ORIGINS', '*', `${ORIGIN}; separate several origins with commas`],
  ['CORS_ORIGINS', 'null', `${ORIGIN}; separate several origins with commas`],
  ['CORS_ORIGINS', 'https://a.example/,https://b', `${ORIGIN}; separate several origins with commas`],
  ['CHECK_RESPONSES', 'true', 'must be one of on, off'],
  ['TRUST_PROXY', '1', 'must be one of on, off'],
  ['PAGES', 'no', 'must be one of on, off'],
  ['NODE_ENV', 'prod', 'must be one of production, development, test'],
  ['NODE_ENV', 'Production', 'must be one of production, development, test'],
  ['LOG_LEVEL', 'INFO', 'must be one of info, warn, error, silent'],
  ['RATE_LIMIT', '0', WHOLE_NUMBER(1, 1_000_000)],
  ['RATE_LIMIT', 'many', WHOLE_NUMBER(1, 1_000_000)],
  ['LOGIN_RATE_LIMIT', '1000001', WHOLE_NUMBER(1, 1_000_000)],
  ['LOGIN_ADDRESS_RATE_LIMIT', '0', WHOLE_NUMBER(1, 1_000_000)],
])('%s=%s is refused with one line that gives the reason', (name, value, reason) => {
  expect(startError({ [name]: value })).toMatchObject({ message: `${name}=${value}: ${reason}`, exitCode: 1 })
})

test('a value that does not fit on one line is quoted', () => {
  expect(startError({ PORT: '80\nHOST=x' }).message).toBe(String.raw`PORT="80\nHOST=x": ${WHOLE_NUMBER(0, 65_535)}`)
  expect(startError({ LOG_LEVEL: 'info ' }).message).toBe('LOG_LEVEL="info ": must be one of info, warn, error, silent')
})

test('several errors are reported together, one per line', () => {
  expect(startError({ PORT: 'x', HOST: 'a b', CLOCK: 'noon', TRUST_PROXY: 'yes' }).message.split('\n')).toEqual([
    `PORT=x: ${WHOLE_NUMBER(0, 65_535)}`,
    'HOST=a b: must be a host name or an IP address',
    `CLOCK=noon: ${DATE_AND_TIME}`,
    'TRUST_PROXY=yes: must be one of on, off',
  ])
})

describe('NODE_ENV=production', () => {
  const env = {
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://portal.example',
    TRUST_PROXY: 'on',
    SELLER: 'seller.yaml',
  }
  const production = {
    ...DEFAULTS,
    publicUrl: 'https://portal.example',
    trustProxy: true,
    seller: 'seller.yaml',
    production: true,
    demo: false,
    corsOrigins: [],
    checkResponses: false,
  }
  const NO_PUBLIC_URL =
    'PUBLIC_URL: must be set in production, to the origin in links, such as https://portal.example.com'
  const NO_TRUST_PROXY =
    'TRUST_PROXY: must be set in production if HOST is a loopback address: "on" behind a reverse proxy, "off" without one'

  const NO_SELLER =
    "SELLER: must be set in production, to the path of the seller's file; seller.example.yaml explains it"

  test('turns off demo data, CORS and response checks', () => {
    expect(loadSettings(env, [])).toEqual(production)
  })

  test('does not override explicit settings', () => {
    const explicit = { ...env, CORS_ORIGINS: 'https://a.example', CHECK_RESPONSES: 'on' }
    expect(loadSettings(explicit, [])).toEqual({
      ...production,
      corsOrigins: ['https://a.example'],
      checkResponses: true,
    })
  })

  test('is refused without PUBLIC_URL', () => {
    expect(startError({ ...env, PUBLIC_URL: '' })).toMatchObject({ message: NO_PUBLIC_URL, exitCode: 1 })
    expect(startError({ ...env, PUBLIC_URL: '', HOST: '0.0.0.0' }).message).toBe(NO_PUBLIC_URL)
  })

  test('is refused without SELLER', () => {
    expect(startError({ ...env, SELLER: '' })).toMatchObject({ message: NO_SELLER, exitCode: 1 })
  })

  test.each(['127.0.0.1', '::1', 'localhost'])('is refused on HOST=%s unless TRUST_PROXY is on or off', HOST => {
    expect(startError({ ...env, HOST, TRUST_PROXY: '' })).toMatchObject({ message: NO_TRUST_PROXY, exitCode: 1 })
    expect(loadSettings({ ...env, HOST, TRUST_PROXY: 'off' }, [])).toEqual({
      ...production,
      host: HOST,
      trustProxy: false,
    })
  })

  test('does not need TRUST_PROXY on a HOST that others reach', () => {
    const reachable = { ...env, HOST: '0.0.0.0', TRUST_PROXY: '' }
    expect(loadSettings(reachable, [])).toEqual({ ...production, host: '0.0.0.0', trustProxy: false })
  })

  test('reports missing and invalid variables together', () => {
    expect(startError({ NODE_ENV: 'production', PORT: 'x' }).message.split('\n')).toEqual([
      `PORT=x: ${WHOLE_NUMBER(0, 65_535)}`,
      NO_PUBLIC_URL,
      NO_TRUST_PROXY,
      NO_SELLER,
    ])
  })
})

test.each([
  ['PUBLIC_URL', 'https://me:hunter2@portal.example', `https://***@portal.example: ${ORIGIN}`],
  ['PUBLIC_URL', 'https://me:hunt@er/2@portal.example', `https://***@portal.example: ${ORIGIN}`],
  [
    'CORS_ORIGINS',
    'https://a.example,https://me:hunter2@b.example',
    `https://***@b.example: ${ORIGIN}; separate several origins with commas`,
  ],
])('%s=%s is refused without showing the password', (name, value, shown) => {
  expect(startError({ [name]: value }).message).toBe(`${name}=${shown}`)
})

describe('flags', () => {
  test('--no-demo turns off demo data', () => {
    expect(loadSettings({}, ['--no-demo'])).toEqual({ ...DEFAULTS, demo: false })
  })

  test.each([['--help'], ['-h']])('%s asks for the usage, even when variables are invalid', flag => {
    expect(loadSettings({ PORT: 'x' }, [flag])).toBeUndefined()
  })

  test.each([
    ['--demo', "Unknown option '--demo'"],
    ['--no-demo=1', "Option '--no-demo' does not take an argument"],
    ['start', "Unexpected argument 'start'. This command does not take positional arguments"],
  ])('%s is refused with the usage', (flag, reason) => {
    expect(startError({}, [flag])).toMatchObject({ message: `${reason}\n\n${USAGE}`, exitCode: 2 })
  })
})

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['localhost', true],
  ['LocalHost', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.168.0.1', false],
  ['127.0.0.1.example', false],
  ['localhost.example', false],
])('isLoopback(%s) is %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
