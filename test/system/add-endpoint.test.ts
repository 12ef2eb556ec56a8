import { expect, test } from 'vitest'
import type { Report } from '../../conformance/report.ts'
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

  copy.insertBeforeLine('openapi.yaml', '  /api/v1/invoices/{id}:\n', OPERATION)
  expect(await copy.run('codegen/main.ts')).toMatchObject({ code: 0 })

  const origin = await startMock(copy.cwd)
  const mocked = await fetch(`${origin}/api/v1/invoices/credit`, { headers: { Authorization: 'Bearer 2|any' } })
  expect([mocked.status, await mocked.json()]).toEqual([200, { message: 'Token revoked.' }])

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
