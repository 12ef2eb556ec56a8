import { beforeAll, describe, expect, test } from 'vitest'
import { createInProcess } from '../../conformance/in-process/target.ts'
import type { Report } from '../../conformance/report.ts'
import { runConformance } from '../../conformance/run.ts'
import type { Target } from '../../conformance/target.ts'
import { documentOf, isObject, type JsonObject, loadDocument } from '../../openapi/document.ts'

const contract = loadDocument('openapi.yaml')

/** The contract with one part of it changed. */
function changed(pointer: string[], value: JsonObject | undefined) {
  const root = structuredClone(contract.root)
  const parent = pointer
    .slice(0, -1)
    .reduce<unknown>((at, key) => isObject(at as JsonObject) && (at as JsonObject)[key], root) as JsonObject
  const [last = ''] = pointer.slice(-1)
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return documentOf('changed.yaml', root, contract.place)
}

/** The app as a server elsewhere is: it cannot be put back, nor can its clock be set. */
async function live(own: Partial<Target> = {}): Promise<Target & { sent: Request[] }> {
  const { name, origin, accounts, fetch, now } = await createInProcess()
  const sent: Request[] = []
  return {
    name,
    origin,
    accounts: accounts.slice(0, 2),
    now,
    fetch(request) {
      sent.push(request.clone())
      return fetch(request)
    },
    sent,
    ...own,
  }
}

describe('the app in process', () => {
  let report: Report
  beforeAll(async () => {
    report = await runConformance({ contract, target: await createInProcess() })
  }, 120_000)

  test('keeps the contract', () => {
    expect(report.violations).toEqual([])
    expect(report.verdict).toBe('kept')
  })

  test('shows everything that the contract declares', () => {
    const unseen = report.cells.filter(({ seen, excuse }) => seen === 0 && excuse === undefined)
    expect(unseen.map(({ name }) => name)).toEqual([])
    expect(report.counts.excused).toBeLessThanOrEqual(5)
  })

  test('plays every scenario', () => {
    expect(report.scenarios.filter(({ result }) => result !== 'passed')).toEqual([])
    expect(report.counts.scenarios).toBeGreaterThan(40)
  })
})

describe('a server elsewhere', () => {
  test('keeps the contract', async () => {
    const report = await runConformance({ contract, target: await live() })
    expect(report.violations).toEqual([])
    expect(report.verdict).toBe('kept')
  }, 60_000)

  test('that is only read gets nothing but GET, HEAD and OPTIONS, a login and its revocation', async () => {
    const target = await live({ readOnly: true })
    const report = await runConformance({ contract, target })
    expect(report.verdict).toBe('kept')
    const written = target.sent.filter(({ method }) => !/^(GET|HEAD|OPTIONS)$/.test(method))
    expect([...new Set(written.map(({ url }) => new URL(url).pathname))].sort()).toEqual([
      '/api/v1/auth/revoke',
      '/api/v1/auth/token',
    ])
  }, 60_000)

  test('has no token left that the suite made', async () => {
    const target = await live()
    await runConformance({ contract, target })
    const tokens = new Set(target.sent.map(({ headers }) => headers.get('Authorization')))
    const alive: string[] = []
    for (const Authorization of tokens) {
      if (Authorization === null) continue
      const response = await target.fetch(new Request(`${target.origin}/api/v1/me`, { headers: { Authorization } }))
      if (response.status === 200) alive.push(Authorization)
    }
    expect(alive).toEqual([])
  }, 60_000)
})

describe('is not kept', () => {
  test('when a declared status is never answered', async () => {
    const pointer = ['paths', '/api/v1/me', 'get', 'responses', '202']
    const report = await runConformance({
      contract: changed(pointer, { description: 'Never.' }),
      target: await createInProcess(),
    })
    expect(report.violations).toEqual([])
    expect(
      report.cells.filter(({ seen, excuse }) => seen === 0 && excuse === undefined).map(({ name }) => name),
    ).toEqual(['getMe 202 no body'])
    expect(report.verdict).toBe('broken')
  }, 60_000)

  test('and nothing secret is told of the exchange that shows it', async () => {
    const pointer = ['components', 'schemas', 'CreatedToken', 'properties', 'token_name']
    const target = await live()
    const report = await runConformance({ contract: changed(pointer, { type: 'integer' }), target })
    const [violation] = report.violations
    expect(violation).toMatchObject({ operation: 'createToken', rule: 'body', request: { method: 'POST' } })
    expect(violation?.curl).toContain('$CLUSTRIX_PASSWORD')
    const text = JSON.stringify(report)
    expect(target.accounts.filter(({ password }) => text.includes(password))).toEqual([])
    expect(/\d+\|\w{48}/.exec(text)?.[0]).toBeUndefined()
  }, 60_000)
})

describe('cannot be judged', () => {
  test.each<[reason: RegExp, fetch: Target['fetch']]>([
    [/was not answered: connect ECONNREFUSED$/, () => Promise.reject(new Error('connect ECONNREFUSED'))],
    [
      /gave you@company.com no token but 200 text\/html/,
      async () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
    ],
    [
      /gave you@company.com no token but 422 application\/json: No\.$/,
      async () => Response.json({ message: 'No.' }, { status: 422 }),
    ],
  ])('%s', async (reason, fetch) => {
    const report = await runConformance({ contract, target: await live({ fetch }) })
    expect(report.verdict).toBe('unjudged')
    expect(report.reason).toMatch(reason)
  })

  test('when a rate limit lets nobody in', async () => {
    const target: Target = { ...(await live()), onLimited: undefined }
    const limited = await live()
    target.fetch = async (request, sent) => {
      const response = await limited.fetch(request)
      if (new URL(request.url).pathname === '/api/v1/auth/token') return response
      const refused = Response.json({ message: 'Too Many Attempts.', code: 'rate_limited' }, { status: 429 })
      if (sent) target.onLimited?.(sent, refused.clone())
      return refused
    }
    const report = await runConformance({ contract, target })
    expect(report.reason).toBe('The rate limit lets nobody in, however long one waits')
  })

  test('when every third reading request is not answered', async () => {
    const target = await live()
    const { fetch } = target
    let lost = 0
    let count = 0
    target.fetch = async request => {
      if (request.method !== 'GET' || ++count % 3 !== 0) return fetch(request)
      lost++
      throw new Error('no answer within 10 s')
    }
    const report = await runConformance({ contract, target })
    expect(report.reason).toBe('no answer within 10 s')
    expect(lost).toBe(20)
  })

  test('without an operation that gives a token', async () => {
    const report = await runConformance({
      contract: changed(['paths', '/api/v1/auth/token'], undefined),
      target: await live(),
    })
    expect(report).toMatchObject({ verdict: 'unjudged', reason: 'The contract has no operation that gives a token' })
  })

  test('when it is ended early', async () => {
    const ending = new AbortController()
    const target = await live()
    const onProgress = () => ending.abort()
    const report = await runConformance({ contract, target, signal: ending.signal, onProgress })
    expect(report).toMatchObject({ verdict: 'unjudged', reason: 'The run was ended early' })
    expect(new URL(target.sent.at(-1)?.url ?? '').pathname).toBe('/api/v1/auth/revoke')
  })
})
