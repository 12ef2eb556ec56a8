import fc from 'fast-check'
import { expect, test } from 'vitest'
import { testApp } from '../../support/app.ts'
import { exchange, type RawResponse, serve } from './raw-http.ts'

const HOST = 'Host: 127.0.0.1\r\n'
const POST = `POST /api/v1/auth/token HTTP/1.1\r\n${HOST}Content-Type: application/json\r\n`

const messages = [
  `GET /healthz HTTP/1.1\r\n${HOST}\r\n`,
  `GET /api/v1/invoices?status=paid&page=2 HTTP/1.0\r\nAuthorization: Bearer 1|x\r\n\r\n`,
  `OPTIONS /api/v1/tickets HTTP/1.1\r\n${HOST}Origin: http://localhost\r\n\r\n`,
  `${POST}Content-Length: 2\r\n\r\n{}`,
  `${POST}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n`,
].map(text => Buffer.from(text))

interface Edit {
  at: number
  byte: number
  kind: 'set' | 'insert' | 'cut'
}

function spoil(message: Buffer, edits: readonly Edit[]): Buffer {
  return edits.reduce((bytes, { at, byte, kind }) => {
    const place = at % bytes.length
    const rest = bytes.subarray(kind === 'insert' ? place : place + 1)
    return Buffer.concat([bytes.subarray(0, place), Buffer.from(kind === 'cut' ? [] : [byte]), rest])
  }, message)
}

const spoilt = fc
  .tuple(
    fc.constantFrom(...messages),
    fc.array(
      fc.record({
        at: fc.nat(),
        byte: fc.integer({ min: 0, max: 255 }),
        kind: fc.constantFrom<Edit['kind']>('set', 'insert', 'cut'),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([message, edits]) => spoil(message, edits))

const CODES = /^(unauthenticated|not_found|method_not_allowed|malformed_\w+|unsupported_media_type|validation_failed)$/

/** Describes what is wrong with a response, if anything. */
function findError({ status, headers, body }: RawResponse): string | undefined {
  if (status === 100) return undefined
  if (!headers['x-request-id']) return 'no X-Request-Id'
  if (headers['cache-control'] !== 'no-store') return 'no no-store'
  if (status < 300) return undefined
  if (status < 400 || (status >= 500 && status !== 501)) return `status ${status}`
  // HEAD gets no body, whatever the Content-Length.
  if (body === '') return undefined
  const { message, code } = JSON.parse(body)
  return typeof message === 'string' && CODES.test(code) ? undefined : `body ${body}`
}

test('any bytes get responses in the error schema, and never a 500', async () => {
  const app = testApp()
  const { port, openResponses, logged } = await serve(app.fetch)
  const statuses = new Set<number>()
  await fc.assert(
    fc.asyncProperty(spoilt, async bytes => {
      const { responses, end } = await exchange(port, bytes, { halfClose: true })
      for (const { status } of responses) statuses.add(status)
      expect([end, responses.length > 0, responses.map(findError).filter(Boolean)]).toEqual(['end', true, []])
    }),
    { numRuns: 1500, seed: 20_261_122 },
  )
  expect([...statuses].sort()).toEqual(expect.arrayContaining([200, 204, 400, 401, 404, 415, 422, 501]))
  expect(openResponses()).toBe(0)
  expect([...app.logged, ...logged].filter(({ level }) => level !== 'info')).toEqual([])
})
