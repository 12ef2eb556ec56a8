import { describe, expect, test } from 'vitest'
import { caller } from '../../support/caller.ts'
import { operations } from '../../support/operations.ts'
import { errorResponse, readResponse } from '../../support/responses.ts'

const LIMIT = 64 * 1024
const VALID = '{"subject":"s","body":"b"}'

/** JSON of exactly that size in bytes. */
const sized = (size: number) => new TextEncoder().encode(VALID.padEnd(size))

/** Sends a body in chunks. @param length value of Content-Length, if any @param breaksOff whether the client disconnects at the end */
async function stream(path: string, chunks: Uint8Array[], length?: number, breaksOff = false) {
  const { fetch, token, logged } = await caller()
  const rest = [...chunks]
  let taken = 0
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const chunk = rest.shift()
      taken += chunk?.byteLength ?? 0
      if (chunk) controller.enqueue(chunk)
      else if (breaksOff) controller.error(new Error('the socket is gone'))
      else controller.close()
    },
  })
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    ...(length !== undefined && { 'Content-Length': String(length) }),
  }
  const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
  const response = await fetch(new Request(`http://127.0.0.1:3000${path}`, init))
  return {
    response,
    result: await readResponse(response),
    taken,
    faults: logged.filter(({ level }) => level === 'error'),
  }
}

function inPieces(bytes: Uint8Array, size = 1000): Uint8Array[] {
  const pieces: Uint8Array[] = []
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size))
  return pieces
}

describe('64 KiB', () => {
  test.each([
    [LIMIT - 1, 201],
    [LIMIT, 201],
    [LIMIT + 1, 413],
  ])('are the limit: %i bytes give %i, with Content-Length or in chunks', async (size, status) => {
    const whole = await stream('/api/v1/tickets', [sized(size)], size)
    const pieces = await stream('/api/v1/tickets', inPieces(sized(size)))
    expect([whole.result, pieces.result]).toMatchObject([{ status }, { status }])
  })

  test('count bytes, not characters', async () => {
    const { send } = await caller()
    const body = `{"subject":"s","body":"${'€'.repeat(LIMIT / 3)}"}`
    const response = await send('/api/v1/tickets', { body, headers: { 'Content-Type': 'application/json' } })
    expect(await readResponse(response)).toEqual(errorResponse(413))
  })

  test('are the limit for a form, for any media type and for a login', async () => {
    const { send } = await caller()
    const types = ['application/x-www-form-urlencoded', 'text/plain', '']
    for (const type of types) {
      for (const path of ['/api/v1/tickets', '/api/v1/auth/token']) {
        const response = await send(path, { body: 'a'.repeat(LIMIT + 1), headers: { 'Content-Type': type } })
        expect(await readResponse(response), `${path} ${type}`).toEqual(errorResponse(413))
      }
    }
  })
})

describe('a body that is too large', () => {
  test('is not awaited if its declared length is too large', async () => {
    const { response, result, taken } = await stream('/api/v1/tickets', [], 10_000_000_000)
    expect(result).toEqual(errorResponse(413))
    expect([taken, response.headers.get('connection')]).toEqual([0, 'close'])
  })

  test('is read to its end, so that the client sees the response', async () => {
    const { response, result, taken } = await stream('/api/v1/tickets', inPieces(sized(500_000), 10_000))
    expect(result).toEqual(errorResponse(413))
    expect(taken).toBe(500_000)
    expect(response.headers.get('connection')).toBe('close')
  })

  test('is not read without limit', async () => {
    const { result, taken } = await stream('/api/v1/tickets', inPieces(sized(5_000_000), 100_000))
    expect(result).toEqual(errorResponse(413))
    expect(taken).toBeLessThan(1_300_000)
  })
})

describe('an operation without a body', () => {
  const path = '/api/v1/subscriptions/32/resume'

  test.each([
    ['that is not JSON', '{', 'application/json'],
    ['of another type', '<a/>', 'text/xml'],
    ['with unknown fields', '{"x":1}', 'application/json'],
    ['of 64 KiB', 'x'.repeat(LIMIT), ''],
  ])('discards a body %s', async (_, body, type) => {
    const { send } = await caller()
    const response = await send(path, { body, headers: { 'Content-Type': type } })
    expect(await readResponse(response)).toMatchObject({ status: 200, data: { id: 32 } })
    expect(response.headers.get('connection')).toBeNull()
  })

  test('gives the same response to a body above 64 KiB, and closes the connection', async () => {
    const { response, result } = await stream(path, inPieces(sized(LIMIT + 1)))
    expect(result).toMatchObject({ status: 200, data: { id: 32 } })
    expect(response.headers.get('connection')).toBe('close')
  })

  test('accepts a body that breaks off', async () => {
    const { result, faults } = await stream(path, [sized(100)], 1000, true)
    expect(result).toMatchObject({ status: 200, data: { id: 32 } })
    expect(faults).toEqual([])
  })
})

test('a body that breaks off is a 400 and no server error', async () => {
  const withBody = operations.filter(({ body }) => body)
  for (const { path } of withBody) {
    for (const length of [1000, undefined]) {
      const { result, faults } = await stream(path, [sized(100)], length, true)
      expect(result, path).toEqual(errorResponse(400))
      expect(faults).toEqual([])
    }
  }
})
