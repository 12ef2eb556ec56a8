import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { mockUsers } from '../../mock/world/seed.ts'
import { testApp } from '../support/app.ts'
import { startMock } from './mocked.ts'
import { recipe, requestsOf } from './readme.ts'

const token = String(mockUsers[0]?.token)

// biome-ignore lint/suspicious/noExplicitAny: each test knows the bodies of its recipe.
type Body = any

const { mock } = startMock()

/** The responses to the commands of a recipe, in a world of its own. */
async function run(name: string, change = (section: string) => section): Promise<{ status: number; body: Body }[]> {
  const responses = []
  for (const request of requestsOf(change(recipe(name)), token)) {
    request.headers.set('X-Mock-World', name.replaceAll(' ', '-'))
    const response = await mock.fetch(request)
    responses.push({ status: response.status, body: JSON.parse(await response.text()) })
  }
  return responses
}

describe('the recipe', () => {
  test('Log in', async () => {
    expect(await run('Log in')).toMatchObject([{ status: 200, body: { token: expect.stringMatching(/^\d+\|/) } }])
  })

  test('List by status', async () => {
    expect(await run('List by status')).toMatchObject([{ status: 200, body: { data: [{ status: 'overdue' }] } }])
  })

  test('See your own ticket', async () => {
    const [created, list] = await run('See your own ticket')
    expect([created?.status, list?.status]).toEqual([201, 200])
    expect(list?.body.data).toMatchObject([{ id: created?.body.data.id, subject: 'Disk full' }])
  })

  test('Force an error', async () => {
    expect(await run('Force an error')).toMatchObject([
      { status: 404 },
      { status: 200, body: { rules: [{ code: 404 }] } },
    ])
  })

  test('Slow network', async () => {
    const started = performance.now()
    const section = await run('Slow network', text => text.replaceAll('800', '20'))
    expect(section).toMatchObject([{ status: 200 }, { status: 200, body: { rules: [{ delay: 20 }] } }])
    expect(performance.now() - started).toBeGreaterThan(19)
  })

  test('Reset between tests', async () => {
    expect(await run('Reset between tests')).toMatchObject([{ status: 200 }])
  })

  test('See an invoice become overdue', async () => {
    const [clock, list] = await run('See an invoice become overdue')
    expect(clock?.body.now).toMatch(/^2026-12-22T/)
    expect(list?.body.data.map(({ id }: { id: number }) => id)).toEqual([112, 110, 109, 107, 106])
  })
})

test('every other command of the README succeeds, or shows the error that it says', async () => {
  const [before = ''] = readFileSync('mock/README.md', 'utf8').split('\n## Recipes\n')
  const statuses = []
  for (const request of requestsOf(before, token)) statuses.push((await mock.fetch(request)).status)
  expect(statuses).toEqual([200, 429, 200, 200])
})

test('the server ignores Prefer, and its preflight allows it', async () => {
  const { call, login } = testApp()
  const forced = { token: await login(), headers: { Prefer: 'code=404, fail=503, delay=60000' } }
  expect((await call('/api/v1/me', forced)).status).toBe(200)
  const headers = {
    Origin: 'http://localhost:5173',
    'Access-Control-Request-Method': 'GET',
    'Access-Control-Request-Headers': 'authorization, prefer',
  }
  const preflight = await call('/api/v1/me', { method: 'OPTIONS', headers })
  expect(preflight.headers.get('access-control-allow-headers')).toMatch(/\bprefer\b/i)
})
