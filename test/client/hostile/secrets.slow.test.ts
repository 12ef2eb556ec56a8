import { createClient, isApiError } from '@clustrix/client'
import { describe, expect, test } from 'vitest'
import { faults } from './faults.ts'
import { secretsIn } from './secrets-in.ts'
import { serveFault } from './server.ts'
import { callOf, targetOf, targets } from './targets.ts'

const TOKEN = '2|s3cr3tT0ken'
const PASSWORD = 'p4ssw0rd'
const NEW_TOKEN = '3|s3cr3tFresh'
const LIMITS = { maxRetries: 0, attemptTimeout: 100 }
const CREATED = JSON.stringify({ token: NEW_TOKEN, token_name: 'Any', user: {} })
const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n'
const login = targetOf('createToken')

const rejection = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'fulfilled',
    error => error,
  )

const credentials = { email: 'you@company.com', password: PASSWORD }

test('a secret in an error would be found', () => {
  expect(secretsIn(new Error('Any', { cause: { headers: [TOKEN] } }))).not.toEqual([])
})

describe.each(faults.map(fault => [fault.name, fault] as const))('%s', (_, fault) => {
  test.concurrent.each(targets)('$id reveals neither token nor password', async target => {
    const { baseUrl } = await serveFault(fault, target)
    const api = createClient({ baseUrl, token: TOKEN, ...LIMITS })
    const outcome = await callOf(api, target, { ...(target.hasBody && { body: credentials }) }).catch(error => error)
    expect(secretsIn(outcome)).toEqual([])
    expect(secretsIn(api)).toEqual([])
  })
})

test.each([
  ['ends early', `${HEAD}Content-Length: 500\r\n\r\n${CREATED}`],
  ['is not JSON', `${HEAD}Content-Length: ${CREATED.length - 1}\r\n\r\n${CREATED}`],
  ['has no user', `${HEAD}Content-Length: 26\r\n\r\n{"token":"3|s3cr3tFresh" }`],
  ['has another media type', `HTTP/1.1 200 OK\r\nContent-Length: 27\r\n\r\ntoken=3|s3cr3tFresh&user=me`],
  ['has an invalid chunk length', `${HEAD}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nZZ${CREATED}`],
  ['has an invalid header', `HTTP/1.1 200 OK\r\nBad Header\0: ${CREATED}\r\n\r\n${CREATED}`],
  ['has two lengths', `${HEAD}Content-Length: 5\r\nContent-Length: 9\r\n\r\n${CREATED}`],
])('the new token is not revealed when its response %s', async (_, response) => {
  const { baseUrl } = await serveFault({ serve: socket => socket.end(response) }, login)
  const error = await rejection(createClient({ baseUrl, ...LIMITS }).login(credentials))
  expect(secretsIn(error)).toEqual([])
  expect(isApiError(error)).toBe(true)
})

test.each(['3|s3cr3t\nFresh', '', ' ', '3|s3cr3t\u{1f600}'])('%j as the new token is a bad_response', async token => {
  const text = JSON.stringify({ token, token_name: 'Any', user: {} })
  const response = `${HEAD}Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`
  const { baseUrl } = await serveFault({ serve: socket => socket.end(response) }, login)
  const error = await rejection(createClient({ baseUrl, ...LIMITS }).login(credentials))
  expect(secretsIn(error)).toEqual([])
  expect(error).toMatchObject({ name: 'ApiError', status: 0, code: 'bad_response' })
})

test.each(['2|s3cr3t\nT0ken', '2|s3cr3t\0', '2|s3cr3t\u{1f600}'])(
  '%j as a token of the caller is not revealed',
  async token => {
    const baseUrl = 'http://127.0.0.1:1'
    expect(secretsIn(await rejection((async () => createClient({ baseUrl, token }))()))).toEqual([])
    const headers = { Authorization: `Bearer ${token}` }
    expect(secretsIn(await rejection((async () => createClient({ baseUrl, headers }))()))).toEqual([])
    expect(secretsIn(await rejection(createClient({ baseUrl }).GET('/api/v1/me', { headers })))).toEqual([])
  },
)
