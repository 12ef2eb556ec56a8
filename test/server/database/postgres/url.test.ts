import { describe, expect, test } from 'vitest'
import { describeTarget, parseUrl } from '../../../../server/database/postgres/url.ts'

describe('parseUrl() reads', () => {
  test('user, password, host, port and database, which may be encoded', () => {
    const target = parseUrl(
      'postgres://me%40x:p%40ss%2F:w@db.example:6432/my%20base?application_name=a&connect_timeout=3',
    )
    expect(target).toMatchObject({
      hosts: [{ host: 'db.example', port: 6432 }],
      user: 'me@x',
      password: 'p@ss/:w',
      database: 'my base',
      applicationName: 'a',
      connectTimeout: 3000,
    })
  })

  test.each([
    ['postgres://', [{ host: 'localhost', port: 5432 }]],
    ['postgresql://db/x', [{ host: 'db', port: 5432 }]],
    [
      'postgres://[::1]:1,b:2,c/x',
      [
        { host: '::1', port: 1 },
        { host: 'b', port: 2 },
        { host: 'c', port: 5432 },
      ],
    ],
    [
      'postgres:///x?host=a,b&port=7',
      [
        { host: 'a', port: 7 },
        { host: 'b', port: 7 },
      ],
    ],
    [
      'postgres:///x?host=a,b&port=7,8',
      [
        { host: 'a', port: 7 },
        { host: 'b', port: 8 },
      ],
    ],
    ['postgres:///x?host=/run/postgresql', [{ host: '/run/postgresql', port: 5432 }]],
    ['postgres://%2Frun%2Fpostgresql/x', [{ host: '/run/postgresql', port: 5432 }]],
    ['postgres://%2Frun%2Fpostgresql:7/x', [{ host: '/run/postgresql', port: 7 }]],
    ['postgres://:7/x', [{ host: 'localhost', port: 7 }]],
  ])('the hosts of %s', (url, hosts) => {
    expect(parseUrl(url).hosts).toEqual(hosts)
  })

  test.each([
    ['', { tlsIsOptional: true, rejectUnauthorized: false }],
    ['?sslmode=disable', { tlsIsOptional: false, rejectUnauthorized: undefined }],
    ['?sslmode=require', { tlsIsOptional: false, rejectUnauthorized: false }],
    ['?sslmode=require&sslrootcert=system', { tlsIsOptional: false, rejectUnauthorized: true }],
    ['?sslmode=verify-ca', { tlsIsOptional: false, rejectUnauthorized: true }],
    ['?sslmode=verify-full', { tlsIsOptional: false, rejectUnauthorized: true }],
  ])('TLS of "%s"', (query, expected) => {
    const { tls, tlsIsOptional } = parseUrl(`postgres://db/x${query}`)
    expect({ tlsIsOptional, rejectUnauthorized: tls?.rejectUnauthorized }).toEqual(expected)
    expect(tls === undefined || 'checkServerIdentity' in tls).toBe(query !== '?sslmode=verify-full')
  })

  test('whether the server must be writable, and the size of the pool', () => {
    expect(parseUrl('postgres://db/x?target_session_attrs=read-write&pool_size=7')).toMatchObject({
      mustBeWritable: true,
      poolSize: 7,
    })
    expect(parseUrl('postgres://db/x')).toMatchObject({ mustBeWritable: false, poolSize: undefined })
  })
})

test.each([
  ['postgres://u:hunter2@db/x?sslmod=require', 'has an unknown parameter sslmod; it can have host'],
  ['postgres://u:hunter2@db/x?hunter2%', 'has an unknown parameter; it can have host'],
  ['postgres://u:hunter2@db/x?sslmode=hunter2', 'has a value for sslmode that is not supported; use disable'],
  ['postgres://u:hunter2@db/x?pool_size=hunter2', 'needs a whole number from 1 to 1000 for pool_size'],
  ['postgres://u:hunter2@db:hunter2/x', 'has an invalid host'],
  ['postgres://u:hunter2@db:99999/x', 'has an invalid port'],
  ['postgres://u:hunter2@::1/x', 'has an invalid host; an IPv6 address needs brackets, such as [::1]'],
  ['postgres://u:hunter2@a,b,c/x?port=1,2', 'has more or fewer ports than hosts'],
  // A password that begins like a port.
  ['postgres://u:123/hunter2@db/x', 'is not a valid URL; encode special characters of the password'],
  ['postgres://u:hunter2@db/x%00user%00postgres', 'is not a valid URL'],
  ['postgres://u:hunter2#@db/x', 'is not a valid URL; encode special characters of the password'],
  ['postgres://u:hunter2%@db/x', 'is not a valid URL; encode a % as %25'],
  [
    'postgres://db/x?sslmode=verify-full&sslrootcert=/absent',
    'names a file in sslrootcert that cannot be read (ENOENT)',
  ],
])('%s is refused without its password', (url, message) => {
  const thrown = (() => {
    try {
      return parseUrl(url)
    } catch (error) {
      return error as Error
    }
  })()
  expect(thrown).toMatchObject({
    name: 'DatabaseRefused',
    message: expect.stringContaining(`DATABASE: the postgres:// URL ${message}`),
  })
  expect((thrown as Error).message).not.toContain('hunter2')
})

test('describeTarget() has neither user nor password', () => {
  expect(describeTarget(parseUrl('postgres://u:hunter2@a:1,[::1]/x?password=hunter2'))).toBe(
    'postgres://a:1,[::1]:5432/x',
  )
})
