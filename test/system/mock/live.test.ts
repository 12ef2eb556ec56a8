import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import { mockUsers } from '../../../mock/world/seed.ts'
import { copyProject } from '../../support/project-copy.ts'

const headers = { Authorization: `Bearer ${mockUsers[0]?.token}` }

const QUOTES = `
  /api/v1/quotes:
    get:
      operationId: listQuotes
      tags: [Invoices]
      summary: List quotes
      responses:
        "200":
          description: The quotes.
          content:
            application/json:
              schema: { type: object, required: [total], properties: { total: { type: integer, format: int32 } } }
              examples: { quotes: { value: { total: 3 } } }
`

test('the running mock follows changes of openapi.yaml, and keeps the last version that has no error', async () => {
  const project = copyProject()
  const mock = spawn(process.execPath, ['mock/main.ts', '--port', '0'], { cwd: project.cwd })
  onTestFinished(() => void mock.kill('SIGKILL'))
  const printed: string[] = []
  const waiting: [RegExp, (line: string) => void][] = []
  for (const stream of [mock.stdout, mock.stderr])
    createInterface({ input: stream }).on('line', line => {
      printed.push(line)
      for (const [pattern, resolve] of waiting) if (pattern.test(line)) resolve(line)
    })
  /** A line that is printed from now on. */
  const next = (pattern: RegExp) => new Promise<string>(resolve => waiting.push([pattern, resolve]))

  const started = await next(/on http:/)
  const origin = /http:\/\/[\d.:]+\d/.exec(started)?.[0]
  const get = (target: string, more: Record<string, string> = {}) =>
    fetch(origin + target, { headers: { ...headers, ...more } })
  expect((await get('/api/v1/quotes')).status).toBe(404)

  const added = next(/^Answered from examples/)
  project.insertBeforeLine('openapi.yaml', 'components:', QUOTES)
  expect(await added).toMatch(/implement them yet: listQuotes$/)
  const quotes = await get('/api/v1/quotes')
  expect([quotes.status, await quotes.json()]).toEqual([200, { total: 3 }])
  expect((await get('/api/v1/invoices')).status).toBe(200)

  const broken = next(/^openapi\.yaml:\d+:\d+ /)
  const kept = next(/^Still serving the version before/)
  const text = readFileSync(path.join(project.cwd, 'openapi.yaml'), 'utf8')
  project.write('openapi.yaml', text.replace('components:\n', 'components: [\n'))
  const line = text.slice(0, text.indexOf('\ncomponents:')).split('\n').length + 1
  expect(Number((await broken).split(':')[1])).toBeGreaterThanOrEqual(line)
  await kept
  expect((await get('/api/v1/quotes')).status).toBe(200)

  const mended = next(/^Serving the changed/)
  project.write('openapi.yaml', text)
  await mended
  expect((await get('/api/v1/quotes')).status).toBe(200)
}, 60_000)
