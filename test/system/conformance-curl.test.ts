import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { SentRequest } from '../../conformance/exchange/exchange.ts'
import { curlLine } from '../../conformance/session/curl.ts'

const PASSWORD = 'p"a\\s s&w%ö\'r$d'
const secrets = new Map([
  ['2|abc123', '$TOKEN'],
  [PASSWORD, '$CLUSTRIX_PASSWORD'],
])
const TEXT = { 'Content-Type': 'text/plain' }
const post = (body: SentRequest['body'], headers: SentRequest['headers'] = TEXT): SentRequest => ({
  method: 'POST',
  path: '/a',
  headers,
  body,
})

interface Received {
  method: string | undefined
  path: string | undefined
  headers: IncomingMessage['headers']
  body: Buffer
}

/** A server that keeps what it receives, as it arrives. */
async function recorder() {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const { method, url: path, headers } = request
    received.push({ method, path, headers, body: await buffer(request) })
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close().closeAllConnections())
  return { received, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

async function pasted(
  [shell = '', ...options]: string[],
  sent: SentRequest,
  base = '',
): Promise<{ line: string; received: Received }> {
  const { received, origin } = await recorder()
  const line = curlLine(origin + base, sent, secrets)
  const env = { PATH: process.env.PATH, TOKEN: '2|abc123', CLUSTRIX_PASSWORD: PASSWORD }
  const running = promisify(execFile)(shell, options, { env })
  running.child.stdin?.end(`${line}\n`)
  const { stderr } = await running
  expect({ line, stderr, requests: received.length }).toEqual({ line, stderr: '', requests: 1 })
  return { line, received: received[0]! }
}

const cases: [string, SentRequest][] = [
  ['JSON', post('{"subject":"It\'s $HOME, `id` and \\"quotes\\" \\\\ !!"}')],
  ['a body that looks like a file name', post('@/etc/passwd')],
  ['line ends, tabs, ESC and NUL', post('a\r\nb\tc\u001b[0m\0d\n\n')],
  ['percent signs and backslashes beside a control character', post('-100%s \\n \\060 \u0001%')],
  ['text beyond ASCII', post('Bjørn & Søn 日本 🎉')],
  ['invisible text', post('a\u200b\u202eb\u00a0c')],
  ['bytes that are no UTF-8', post(new Uint8Array([0xff, 0x27, 0x25, 0x5c, 0x31, 0xc3, 0x00, 0xfe]))],
  ['an empty body', post('')],
  ['64 KiB of one letter', post(`{"subject":"${'a'.repeat(65_536)}"}`)],
  ['deep nesting', post(`${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`)],
  ['much that does not repeat', post(Array.from({ length: 40_000 }, (_, i) => i).join(' '))],
  ['no content type', post('{}', {})],
  ['no body', { method: 'POST', path: '/a', headers: {} }],
  ['a body of a GET', { method: 'GET', path: '/a', headers: TEXT, body: 'x' }],
  ['a HEAD', { method: 'HEAD', path: '/a?b', headers: {} }],
  ['brackets, braces and quotes in a path', { method: 'GET', path: "/a[1-3]/{b,c}?q='%22$x&status[]=", headers: {} }],
  ['dots, doubled slashes and bad escapes in a path', { method: 'GET', path: '/a/../b/./%2e%2e//c/%zz%', headers: {} }],
  ['a fragment in a path', { method: 'GET', path: '/a#b?c', headers: {} }],
  ['a backslash in a path', { method: 'GET', path: '/a\\b', headers: {} }],
  [
    'odd headers',
    { method: 'GET', path: '/', headers: { 'X-Key': '"it\'s"', 'X-Latin': 'caf\u00e9\tx', 'X-Empty': '' } },
  ],
]

// With a socket as its standard input bash takes itself for a remote shell and reads the user's start file.
describe.each([['dash'], ['bash', '--norc']])('the curl line pasted into %s sends', (...shell) => {
  test.each(cases)('%s', async (_, sent) => {
    const { received } = await pasted(shell, sent)
    expect([received.method, received.path]).toEqual([sent.method, sent.path])
    expect(received.body.equals(Buffer.from((sent.body ?? '') as string))).toBe(true)
    const { host, accept, 'user-agent': agent, 'content-length': length, ...headers } = received.headers
    const wanted = Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value])
    expect(headers).toEqual(Object.fromEntries(wanted))
  })

  test.each<[string, SentRequest, string]>([
    ['a token', { method: 'GET', path: '/', headers: { Authorization: 'Bearer 2|abc123' } }, 'Bearer 2|abc123'],
    [
      'a token between others',
      { method: 'GET', path: '/', headers: { Authorization: 'x 2|abc123, y' } },
      'x 2|abc123, y',
    ],
  ])('%s from its variable', async (_, sent, want) => {
    const { line, received } = await pasted(shell, sent)
    expect(line).not.toContain('abc123')
    expect(received.headers.authorization).toBe(want)
  })

  test('the password is read from a variable, in JSON and in a form', async () => {
    const json = await pasted(shell, post(JSON.stringify({ password: PASSWORD })))
    expect(json.received.body.toString()).toBe(JSON.stringify({ password: PASSWORD }))
    const form = await pasted(shell, post(`a=1&${new URLSearchParams({ password: PASSWORD })}&b=2`))
    expect(Object.fromEntries(new URLSearchParams(form.received.body.toString()))).toEqual({
      a: '1',
      password: PASSWORD,
      b: '2',
    })
    for (const { line } of [json, form]) expect(line).not.toMatch(/p\\*"a|p%22/)
  })
})

test('a base path comes before the path, also with a fragment', async () => {
  const paths = ['/a', '/a#b'].map(
    async path => (await pasted(['dash'], { method: 'GET', path, headers: {} }, '/base')).received.path,
  )
  expect(await Promise.all(paths)).toEqual(['/base/a', '/base/a#b'])
})

test('a long body of one repeated letter gives a short line', () => {
  const line = curlLine('http://127.0.0.1:3000', post(`${'a'.repeat(65_536)}\n`), secrets)
  expect(line.length).toBeLessThan(200)
  expect(line).not.toContain('\n')
})
