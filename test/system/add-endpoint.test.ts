import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Report } from '../../conformance/report.ts'
import { mockUsers } from '../../mock/world/seed.ts'
import { startMock } from '../support/process.ts'
import { copyProject } from '../support/project-copy.ts'

const OPERATION = `  /api/v1/invoices/credit:
    get:
      operationId: getCredit
      tags: [Invoices]
      summary: Get the credit
      description: Returns the amount that the client can still spend.
      responses:
        "200":
          description: The credit.
          headers:
            X-Request-Id: { $ref: "#/components/headers/RequestId" }
            Cache-Control: { $ref: "#/components/headers/NoStore" }
            X-RateLimit-Limit: { $ref: "#/components/headers/RateLimitLimit" }
            X-RateLimit-Remaining: { $ref: "#/components/headers/RateLimitRemaining" }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/Message" }
              examples:
                revoked: { $ref: "#/components/examples/revoked" }
        "401": { $ref: "#/components/responses/Unauthenticated" }
        "429": { $ref: "#/components/responses/RateLimited" }
        "500": { $ref: "#/components/responses/ServerError" }
        "503": { $ref: "#/components/responses/Unavailable" }

`

const HANDLER = `    async getCredit(c) {
      await c.var.queries.one('SELECT 1 AS one')
      return { status: 200, body: { message: 'None.' } }
    },

`

test('a new operation: the mock serves it, the compiler demands it, and once implemented it passes the checks', async () => {
  const copy = copyProject()
  const types = () => copy.run('node_modules/typescript-native/bin/tsc', '--noEmit')

  const mocked = async () => {
    const origin = await startMock(copy.cwd)
    const [token] = mockUsers.map(user => user.token)
    const responses = ['/api/v1/invoices/credit', '/api/v1/me'].map(path =>
      fetch(origin + path, { headers: { Authorization: `Bearer ${token}` } }).then(response => response.json()),
    )
    return Promise.all(responses)
  }
  const expected = [{ message: 'Token revoked.' }, { data: expect.objectContaining({ email: 'you@company.com' }) }]

  copy.insertBeforeLine('openapi.yaml', '  /api/v1/invoices/{id}:\n', OPERATION)
  expect(await mocked()).toEqual(expected)
  expect(await copy.run('codegen/main.ts')).toMatchObject({ code: 0 })
  expect(await mocked()).toEqual(expected)

  const missing = await types()
  expect(missing.code).not.toBe(0)
  expect(missing.output).toMatch(/^server\/invoices\/handlers\.ts\(\d+,\d+\): error .*'getCredit' is missing/m)

  copy.insertBeforeLine('server/invoices/handlers.ts', '    async getInvoice(c) {', HANDLER)
  expect(await types()).toEqual({ code: 0, output: '' })
  const tests = ['test/contract', 'test/openapi', 'test/server/http']
  expect(await copy.run('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...tests)).toMatchObject({
    code: 0,
  })

  const checked = await copy.run('conformance/command/main.ts', '--format', 'json')
  expect(checked).toMatchObject({ code: 0 })
  const { cells }: Report = JSON.parse(checked.output)
  const own = cells.filter(({ operation, kind }) => operation === 'getCredit' && kind === 'response')
  expect(own.map(({ status }) => status)).toEqual(['200', '401', '429', '500', '503'])
  expect(own.filter(({ seen }) => seen === 0)).toEqual([])
}, 300_000)

test('a new required property: the mock answers from examples until the server sends it', async () => {
  const copy = copyProject()
  const yaml = readFileSync('openapi.yaml', 'utf8')
    .replace('required: [name, created_at, current_token]', 'required: [name, nickname, created_at, current_token]')
    .replace(
      '            name: { type: string, description: Full name of the user., examples: [Jordan Avery] }\n',
      line => line + line.replace('name:', 'nickname:').replace('Jordan Avery', 'Jo').replace('Full', 'Short'),
    )
    .replace(/^ +name: Jordan Avery\n/m, line => line + line.replace('name: Jordan Avery', 'nickname: Jo'))
  copy.write('openapi.yaml', yaml)
  const mocked = async () => {
    const origin = await startMock(copy.cwd)
    const headers = { Authorization: `Bearer ${mockUsers[0]?.token}` }
    const read = async (path: string) => (await fetch(`${origin}/api/v1/${path}`, { headers })).json()
    return { me: await read('me'), invoices: await read('invoices') }
  }
  const expected = {
    me: { data: expect.objectContaining({ name: 'Jordan Avery', nickname: 'Jo' }) },
    invoices: expect.objectContaining({ meta: expect.objectContaining({ total: 8 }) }),
  }
  expect(await mocked()).toEqual(expected)
  expect(await copy.run('codegen/main.ts')).toMatchObject({ code: 0 })
  expect(await mocked()).toEqual(expected)
}, 120_000)
