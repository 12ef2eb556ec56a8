import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { NetworkFault } from '../../client/hostile/unreliable-proxy.ts'
import { startServer } from '../../support/process.ts'
import { CREDENTIALS, count, run, serve, ticketsOf } from './running.ts'

const NAME = 'INV-2026-0007.pdf'

const section = readFileSync('examples/README.md', 'utf8').split('## PHP and Python\n')[1]?.split('\n## ')[0] ?? ''
const blocks = [...section.matchAll(/^```(?:sh|text)\n(.*?)^```$/gms)].map(([, block = '']) => block)
const commands = blocks.filter(block => /^(php|python3) examples/.test(block)).map(block => block.trim())
const [printed = '', lastLine = '', problem = ''] = blocks.filter(block => !commands.includes(block.trim()))
const printedAgain = printed.replace(/.*\n$/, lastLine)

test('the section has four commands and their outputs', () => {
  expect([commands.length, blocks.length]).toEqual([4, 7])
})

describe.each(commands)('%s', command => {
  test('prints the output in the README, and saves the PDF of the server', async () => {
    const server = await startServer({ env: { DATABASE: ':memory:', CLOCK: '2026-11-22T12:00:00Z' } })
    const env = { ...CREDENTIALS, CLUSTRIX_URL: server.origin }
    const first = await run(command, env)
    expect(first).toMatchObject({ code: 0, stdout: printed, stderr: '' })
    const token = await server.login()
    const pdf = await server.call('/api/v1/invoices/107/pdf', { token })
    expect(first.files).toEqual({ [NAME]: Buffer.from(await pdf.arrayBuffer()).toString('latin1') })
    expect(await run(command, env)).toMatchObject({ code: 0, stdout: printedAgain, stderr: '' })
    const { CLUSTRIX_URL } = env
    expect(await run(command, { CLUSTRIX_URL, CLUSTRIX_TOKEN: `${token}\n` })).toMatchObject({
      code: 0,
      stdout: printedAgain,
      stderr: '',
    })

    const wrong = await run(command, { ...env, CLUSTRIX_PASSWORD: 'wr0ng' })
    const withoutId = (text: string) => text.replace(/request [\da-f-]+/, 'request ID')
    const oneLine = wrong.stderr.replace(/ failed: /, ' ')
    expect({ ...wrong, stderr: withoutId(oneLine) }).toEqual({
      code: 1,
      stdout: '',
      stderr: withoutId(problem),
      files: {},
    })
  })

  test('follows links.next and revokes its token at the end', async () => {
    const { seen, env } = await serve(request =>
      request.url.includes('per_page=100') ? new Request(request.url.replace('=100', '=3'), request) : undefined,
    )
    expect(await run(command, env)).toMatchObject({ code: 0, stdout: printed, stderr: '' })
    expect([count(seen, 'GET /api/v1/invoices'), count(seen, 'GET /api/v1/tickets')]).toEqual([3, 2])
    expect(seen.at(-1)).toMatchObject({
      target: 'POST /api/v1/auth/revoke',
      token: expect.stringMatching(/^Bearer \d/),
    })
  })

  test('waits for the seconds in Retry-After at 429 and 503, at login too', async () => {
    const limited = new Map([
      ['POST /api/v1/auth/token', 429],
      ['GET /api/v1/invoices', 503],
    ])
    const { seen, env } = await serve((_, all) => {
      const { target = '' } = all.at(-1) ?? {}
      const status = limited.get(target)
      if (status === undefined || count(all, target) > 1) return undefined
      return Response.json({ message: 'Later.', code: 'any' }, { status, headers: { 'Retry-After': '2' } })
    })
    const { code, stdout, stderr } = await run(command, env)
    expect({ code, stdout }).toEqual({ code: 0, stdout: printed })
    expect(stderr.match(/^Retrying in 2 s: .* returned (?:429|503) any: Later\.$/gm)).toHaveLength(2)
    for (const target of limited.keys()) {
      const [first, second] = seen.filter(each => each.target === target)
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1990)
    }
  })

  test('gives up at once if Retry-After is too long', async () => {
    const headers = { 'Retry-After': '3600' }
    const { env } = await serve(() => Response.json({ message: 'Later.', code: 'any' }, { status: 429, headers }))
    expect(await run(command, env)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'POST /api/v1/auth/token returned 429 any: Later.\n',
      files: {},
    })
  })

  test.each<NetworkFault>(['response lost', 'response truncated'])('opens one ticket: %s', async fault => {
    const { app, seen, env } = await serve(undefined, all => {
      const isTicket = count(all, 'GET /api/v1/invoices/107/pdf') > 0 && count(all, 'POST /api/v1/tickets') === 0
      return isTicket ? fault : 'none'
    })
    const { code, stdout } = await run(command, env)
    expect({ code, stdout }).toEqual({ code: 0, stdout: printed.replace(/opened\n$/, 'was opened before\n') })
    const keys = seen.filter(({ target }) => target === 'POST /api/v1/tickets').map(({ key }) => key)
    expect([keys, await ticketsOf(app)]).toEqual([['overdue-INV-2026-0007', 'overdue-INV-2026-0007'], 1])
  })

  test('gets the ticket of another run at the same time', async () => {
    const { app, env } = await serve(({ url, method }) =>
      method === 'GET' && url.includes('/tickets') ? Response.json({ data: [], links: { next: null } }) : undefined,
    )
    expect(await run(command, env)).toMatchObject({ code: 0, stdout: printed })
    expect(await run(command, env)).toMatchObject({ code: 0, stdout: printedAgain })
    expect(await ticketsOf(app)).toBe(1)
  })

  test('saves only a complete PDF', async () => {
    const { seen, env } = await serve(undefined, all =>
      count(all, 'GET /api/v1/tickets') > 0 && count(all, 'GET /api/v1/invoices/107/pdf') === 0
        ? 'response truncated'
        : 'none',
    )
    expect(await run(command, env)).toMatchObject({ code: 0, files: { [NAME]: '%PDF-1.7 INV-2026-0007' } })
    expect(count(seen, 'GET /api/v1/invoices/107/pdf')).toBe(2)
  })

  test('saves nothing if the response is no PDF', async () => {
    const { env } = await serve(({ url }) => (url.endsWith('/pdf') ? new Response('<p>', { status: 200 }) : undefined))
    const { code, stderr, files } = await run(command, env)
    expect([code, files]).toEqual([1, {}])
    expect(stderr).toMatch(/^GET \S+\/107\/pdf returned text\/plain, not .*\n$/)
  })

  test('does not repeat a login whose response was lost', async () => {
    const { seen, env } = await serve(undefined, all => (all.length === 0 ? 'response lost' : 'none'))
    const { code, stdout, stderr } = await run(command, env)
    expect([code, stdout, seen.length]).toEqual([1, '', 1])
    expect(stderr).toMatch(/^POST \/api\/v1\/auth\/token.*\n$/)
  })

  test('does not repeat the revocation of the token', async () => {
    const { seen, env } = await serve(undefined, all =>
      count(all, 'POST /api/v1/tickets') > 0 ? 'response lost' : 'none',
    )
    const { code, stdout, stderr } = await run(command, env)
    expect([code, stdout, count(seen, 'POST /api/v1/auth/revoke')]).toEqual([0, printed, 1])
    expect(stderr).toMatch(/^The token could not be revoked: POST \S+.*\n$/)
  })

  test.each<[string, (request: Request) => Response | undefined]>([
    ['an error of a proxy', () => new Response('<h1>\nBad gateway', { status: 502 })],
    ['invalid JSON', () => new Response('{"data": [', { headers: { 'Content-Type': 'application/json' } })],
    ['a page instead of JSON', () => new Response('<h1>\nLog in to the Wi-Fi')],
    [
      'links.next of another server',
      ({ url }) =>
        url.includes('invoices')
          ? Response.json({ data: [], links: { next: 'http://127.0.0.1:1/api/v1/invoices' } })
          : undefined,
    ],
  ])('prints one line for %s', async (_, interfere) => {
    const { env } = await serve(interfere)
    const { code, stdout, stderr } = await run(command, env)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/^(GET|POST) \/api\/v1\/\S+ .*\n$/)
  })

  test('follows no redirect, which could lead the token to another server', async () => {
    const { seen, env } = await serve(() => new Response(null, { status: 302, headers: { Location: '/elsewhere' } }))
    expect(await run(command, env)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('302') })
    expect(seen.map(({ target }) => target)).toEqual(['POST /api/v1/auth/token'])
  })

  test('exits with 2 without credentials or a folder', async () => {
    const [program] = command.split(' invoices')
    const without = await run(command, {})
    const bare = await run(program ?? '', CREDENTIALS)
    expect([without.code, without.stdout, bare.code, bare.stdout]).toEqual([2, '', 2, ''])
    expect(without.stderr).toContain('Set CLUSTRIX_TOKEN, or CLUSTRIX_EMAIL and CLUSTRIX_PASSWORD')
    expect(bare.stderr).toMatch(/usage/i)
  })
})
