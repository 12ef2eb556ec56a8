import { describe, expect, test } from 'vitest'
import { statusOf } from '../../../server/process/protocol-errors.ts'
import { testApp } from '../../support/app.ts'
import { exchange, type RawResponse, serve } from './raw-http.ts'

const HOST = 'Host: 127.0.0.1\r\n'
const ME = 'GET /api/v1/me HTTP/1.1\r\n'
const POST = `POST /api/v1/auth/token HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`
const CHUNKED = `${POST}Transfer-Encoding: chunked\r\n\r\n`
const get = (target: string | Buffer, host = HOST) => `GET ${target} HTTP/1.1\r\n${host}\r\n`
const withHeader = (line: string) => `${ME}${HOST}${line}\r\n\r\n`

/** Malformed messages, with the status code of the response. */
const malformed: [string, string | Buffer, number][] = [
  ['a line of one word', 'NONSENSE\r\n\r\n', 400],
  ['a TLS hello', Buffer.from(`16030100c8010000c40303${'00ff'.repeat(60)}`, 'hex'), 400],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400],
  ['no version', 'GET /\r\n\r\n', 400],
  ['an unknown version', `GET /api/v1/me HTTP/9.9\r\n${HOST}\r\n`, 400],
  ['lines ended by LF alone', 'GET /api/v1/me HTTP/1.1\nHost: a\n\n', 400],
  ['tabs in the request line', `GET\t/api/v1/me\tHTTP/1.1\r\n${HOST}\r\n`, 400],
  ['no Host', `${ME}\r\n`, 400],
  ['two Hosts', `${ME}${HOST}${HOST}\r\n`, 400],
  ['an empty Host', `${ME}Host:\r\n\r\n`, 400],
  ['a Host with a space', `${ME}Host: a b\r\n\r\n`, 400],
  ['a Host with a path', `${ME}Host: a/b\r\n\r\n`, 400],
  ['a Host with a user', `${ME}Host: a@b\r\n\r\n`, 400],
  ['a Host with an impossible port', `${ME}Host: a:99999\r\n\r\n`, 400],
  ['a Host longer than a host name can be', `${ME}Host: ${'a'.repeat(256)}\r\n\r\n`, 400],
  ['an absolute target with a longer host', get(`http://${'a'.repeat(262)}/api/v1/me`), 400],
  ['a Host with an encoded slash', `${ME}Host: a%2fb\r\n\r\n`, 400],
  ['a folded header', withHeader('X-A: b\r\n c'), 400],
  ['NUL in a header', withHeader('X-A: b\0c'), 400],
  ['a control character in a header', withHeader('X-A: b\x01c'), 400],
  ['a bare CR in a header', withHeader('X-A: b\rc'), 400],
  ['a space before the colon', withHeader('X-A : b'), 400],
  ['a space before the first header', `${ME} ${HOST}\r\n`, 400],
  ['a header without a colon', withHeader('nonsense'), 400],
  ['a header without a name', withHeader(': x'), 400],
  ['a header name outside ASCII', withHeader('X-\xdc: x'), 400],
  ['17 KiB of headers', withHeader(`X-A: ${'a'.repeat(17 * 1024)}`), 431],
  ['1 MiB of headers', withHeader(`X-A: ${'a'.repeat(1024 * 1024)}`), 431],
  ['17 KiB of small headers', `${ME}${HOST}${'a: b\r\n'.repeat(3000)}\r\n`, 431],
  ['a target of 17 KiB', get(`/${'a'.repeat(17 * 1024)}`), 431],
  ['an unknown expectation', `${POST}Expect: weird\r\nContent-Length: 2\r\n\r\n{}`, 417],
  ['CONNECT', `CONNECT 127.0.0.1:443 HTTP/1.1\r\n${HOST}\r\n`, 501],
  ['TRACK', `TRACK /api/v1/me HTTP/1.1\r\n${HOST}\r\n`, 501],
  ['an unknown method', `FOO /api/v1/me HTTP/1.1\r\n${HOST}\r\n`, 501],
  ['a method in lower case', `get /api/v1/me HTTP/1.1\r\n${HOST}\r\n`, 501],
  ['OPTIONS *', `OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, 400],
  ['a target without a slash', get('api/v1/me'), 400],
  ['a target with a fragment', get('/api/v1/me#x'), 400],
  ['a target with a backslash', get('/api\\v1'), 400],
  ['a target outside ASCII', get('/api/v1/\xc3\xbc'), 400],
  ['an absolute target with a user', get('http://a:b@127.0.0.1/api/v1/me'), 400],
  ['an absolute target of another scheme', get('ftp://127.0.0.1/api/v1/me'), 400],
  ['an absolute target without a host', get('http://'), 400],
  ['an absolute target with half an address', get('http://['), 400],
]

/** Messages whose end two servers may see in different places (RFC 9112, 11.2). */
const smuggling: [string, string, number][] = [
  [
    'Content-Length and Transfer-Encoding',
    `${POST}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  [
    'Transfer-Encoding and Content-Length',
    `${POST}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['two lengths', `${POST}Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}`, 400],
  ['the same length twice', `${POST}Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}`, 400],
  ['a list of lengths', `${POST}Content-Length: 2, 2\r\n\r\n{}`, 400],
  ['a negative length', `${POST}Content-Length: -2\r\n\r\n{}`, 400],
  ['a length with a sign', `${POST}Content-Length: +2\r\n\r\n{}`, 400],
  ['a length of 23 digits', `${POST}Content-Length: ${'9'.repeat(23)}\r\n\r\n{}`, 400],
  ['chunked twice', `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 400],
  ['chunked, then identity', `${POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`, 400],
  ['gzip, then chunked', `${POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`, 501],
  ['an unknown coding', `${POST}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`, 501],
  ['chunked in HTTP/1.0', 'POST /api/v1/auth/token HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400],
  ['a chunk size that is not a number', `${CHUNKED}zz\r\n{}\r\n0\r\n\r\n`, 400],
  ['a chunk longer than its size', `${CHUNKED}1\r\n{}\r\n0\r\n\r\n`, 400],
  ['a chunk size of 17 digits', `${CHUNKED}${'1'.repeat(17)}\r\n{}\r\n0\r\n\r\n`, 400],
  ['20 KiB of chunk extension', `${CHUNKED}2;${'a'.repeat(20 * 1024)}\r\n{}\r\n0\r\n\r\n`, 400],
]

function expectProtocolError(response: RawResponse | undefined, status: number): void {
  expect(response).toMatchObject({
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      connection: 'close',
    },
  })
  expect(JSON.parse(response?.body ?? '')).toEqual({
    message: expect.stringMatching(/^The .+\.$/),
    code: 'malformed_request',
  })
}

/** An app that must not get a complete request. A request with a malformed body does reach it. */
const unreached = async (request: Request): Promise<Response> => {
  const body = await request.text().catch(() => undefined)
  if (body !== undefined) throw new Error(`${request.method} ${request.url} reached the app`)
  return new Response()
}

describe.each([
  ['malformed', malformed],
  ['smuggling', smuggling],
] as const)('%s', (_, messages) => {
  test.each(messages)(
    '%s gets an error in the error schema, and the connection is closed',
    async (_title, bytes, status) => {
      const { port, logged } = await serve(unreached)
      const { responses, end } = await exchange(port, bytes)
      expect([responses.length, end], JSON.stringify(responses)).toEqual([1, 'end'])
      expectProtocolError(responses[0], status)
      const request_id = responses[0]?.headers['x-request-id']
      expect(logged).toEqual([expect.objectContaining({ level: 'info', event: 'http_fault', status, request_id })])
    },
  )
})

describe('an unusual but valid message', () => {
  const usual: [string, string, number[]][] = [
    ['HTTP/1.0 without a Host', 'GET /api/v1/me HTTP/1.0\r\n\r\n', [401]],
    ['an address of IPv6 as Host', get('/api/v1/me', 'Host: [::1]:3000\r\n'), [401]],
    ['empty lines before the request', `\r\n\r\n${get('/api/v1/me')}`, [401]],
    ['an absolute target', get('http://127.0.0.1/api/v1/me'), [401]],
    ['a target that begins with two slashes', get('//evil'), [404]],
    ['dots in the target', get('/api/v1/../v1/me'), [401]],
    ['TRACE', `TRACE /api/v1/me HTTP/1.1\r\n${HOST}\r\n`, [405]],
    ['PATCH', `PATCH /api/v1/me HTTP/1.1\r\n${HOST}\r\n`, [405]],
    ['PURGE', `PURGE /api/v1/me HTTP/1.1\r\n${HOST}\r\n`, [405]],
    ['an offer to upgrade', withHeader('Connection: Upgrade\r\nUpgrade: websocket'), [401]],
    ['a header value outside ASCII', withHeader('Authorization: Bearer \xfc'), [401]],
    ['Expect: 100-continue', `${POST}Expect: 100-continue\r\nContent-Length: 2\r\n\r\n{}`, [100, 422]],
    ['a trailer', `${CHUNKED}2\r\n{}\r\n0\r\nX-A: b\r\n\r\n`, [422]],
    ['GET with a body', `${ME}${HOST}Content-Length: 5\r\n\r\nhello`, [401]],
  ]

  test.each(usual)('%s is handled by the app', async (_, bytes, statuses) => {
    const { port } = await serve(testApp().fetch)
    const { responses } = await exchange(port, bytes, { responses: statuses.length })
    expect(
      responses.map(({ status }) => status),
      JSON.stringify(responses),
    ).toEqual(statuses)
  })
})

test('an error for HEAD has no body', async () => {
  const { port } = await serve(unreached)
  const { responses, end } = await exchange(port, 'HEAD /api/v1/me HTTP/1.1\r\n\r\n')
  expect([responses.length, end]).toEqual([0, 'end'])
})

describe('statusOf', () => {
  const parserError = (text: string, bytesParsed: number) =>
    Object.assign(new Error(), { code: 'HPE_INVALID_METHOD', rawPacket: Buffer.from(text), bytesParsed })

  test.each([
    ['an unknown method', 'BREW /pot HTTP/1.1\r\n\r\n', 0, 501],
    ['a method that starts like another', 'GETX /pot HTTP/1.1\r\n\r\n', 3, 501],
    ['an unknown method after a complete request', 'GET / HTTP/1.1\r\n\r\nBREW / HTTP/1.1\r\n\r\n', 18, 501],
    ['bytes that are not a token', '\x16\x03\x01 x', 0, 400],
    ['a single word', 'BREW\r\n\r\n', 0, 400],
  ])('%s', (_, text, place, status) => {
    expect(statusOf(parserError(text, place))).toBe(status)
  })
})
