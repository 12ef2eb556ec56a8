import { execFile } from 'node:child_process'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify, stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Report } from '../../conformance/report.ts'
import { startMock, temporaryFolder } from '../support/process.ts'

const execute = promisify(execFile)

/** What the project is made of, without what is made from it. */
const PARTS = ['openapi.yaml', 'package.json', 'tsconfig.json', 'vitest.config.ts'].concat([
  'openapi',
  'codegen',
  'server',
  'client',
  'mock',
  'review',
  'examples',
  'bench',
  'test',
])

const OPERATION = `  /api/v1/invoices/credit:
    get:
      operationId: getCredit
      tags: [Invoices]
      summary: Show the credit
      description: What the client has left to spend.
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

const HANDLER = `
    async getCredit(c) {
      await c.var.queries.one('SELECT 1 AS one')
      return { status: 200, body: { message: 'None.' } }
    },
`

/** Writes what stands before a mark, into a file that has the mark once. */
function insertBefore(file: string, mark: string, text: string): void {
  const [before, after, ...more] = readFileSync(file, 'utf8').split(mark)
  if (after === undefined || more.length > 0) throw new Error(`${file} does not have ${mark} once`)
  writeFileSync(file, `${before}${text}${mark}${after}`)
}

test('a new operation goes from edit to proved: generated, mocked, missed by the compiler, implemented, judged', async () => {
  const cwd = temporaryFolder()
  for (const part of PARTS) cpSync(part, path.join(cwd, part), { recursive: true })
  symlinkSync(path.resolve('node_modules'), path.join(cwd, 'node_modules'))
  const run = (file: string, ...args: string[]) =>
    execute(process.execPath, [file, ...args], { cwd }).then(
      ({ stdout }) => ({ code: 0, stdout }),
      ({ code, stdout, stderr }) => ({ code, stdout: `${stdout}${stderr}` }),
    )
  const types = () => run('node_modules/typescript-native/bin/tsc', '--noEmit')

  insertBefore(path.join(cwd, 'openapi.yaml'), '  /api/v1/invoices/{id}:\n', OPERATION)
  expect(await run('codegen/main.ts')).toMatchObject({ code: 0 })

  const origin = await startMock(cwd)
  const mocked = await fetch(`${origin}/api/v1/invoices/credit`, { headers: { Authorization: 'Bearer 2|any' } })
  expect([mocked.status, await mocked.json()]).toEqual([200, { message: 'Token revoked.' }])

  const missing = await types()
  expect(missing.code).not.toBe(0)
  expect(missing.stdout).toMatch(/^server\/invoices\/handlers\.ts\(\d+,\d+\): error .*'getCredit' is missing/m)

  insertBefore(path.join(cwd, 'server/invoices/handlers.ts'), '\n    async getInvoice(c) {', HANDLER)
  expect(await types()).toEqual({ code: 0, stdout: '' })
  const proved = await run(
    'node_modules/vitest/vitest.mjs',
    ...['run', 'test/server/endpoint/statuses.test.ts', 'test/contract', 'test/openapi', '--reporter=verbose'],
  )
  expect(proved).toMatchObject({ code: 0 })
  const asked = ['200', '401', '429', '500', '503'].map(status => `getCredit > answers ${status} as declared`)
  expect(asked.filter(title => !stripVTControlCharacters(proved.stdout).includes(title))).toEqual([])

  const judged = await run('conformance/command/main.ts', '--format', 'json')
  expect(judged).toMatchObject({ code: 0 })
  const { cells }: Report = JSON.parse(judged.stdout)
  const own = cells.filter(({ operation, kind }) => operation === 'getCredit' && kind === 'answer')
  expect(own.map(({ status }) => status)).toEqual(['200', '401', '429', '500', '503'])
  expect(own.filter(({ seen }) => seen === 0)).toEqual([])
}, 180_000)
