import { beforeAll, describe, expect, test } from 'vitest'
import type { Report } from '../../conformance/report.ts'
import { runConformance } from '../../conformance/run.ts'
import type { Target } from '../../conformance/target.ts'
import { documentOf, isObject, type JsonObject } from '../../openapi/document.ts'
import { loadDocument } from '../../openapi/read.ts'
import { remoteLike } from './remote-like.ts'

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

describe('a read-only run, with a declared status that is never returned', () => {
  let target: Awaited<ReturnType<typeof remoteLike>>
  let report: Report
  beforeAll(async () => {
    target = await remoteLike({ readOnly: true })
    const never = changed(['paths', '/api/v1/me', 'get', 'responses', '202'], { description: 'Never.' })
    report = await runConformance({ contract: never, target })
  })

  test('sends only GET, HEAD and OPTIONS, a login and its revocation', () => {
    const others = target.sent.filter(({ method }) => !/^(GET|HEAD|OPTIONS)$/.test(method))
    expect([...new Set(others.map(({ url }) => new URL(url).pathname))].sort()).toEqual([
      '/api/v1/auth/revoke',
      '/api/v1/auth/token',
    ])
  })

  test('finds no violation', () => {
    expect(report.violations).toEqual([])
  })

  test('fails because of the uncovered status alone', () => {
    const unseen = report.cells.filter(({ seen, exclusion }) => seen === 0 && exclusion === undefined)
    expect(unseen.map(({ name }) => name)).toEqual(['getMe 202 no body'])
    expect(report.verdict).toBe('failed')
  })
})

test('a violation shows its exchange without secrets', async () => {
  const pointer = ['components', 'schemas', 'CreatedToken', 'properties', 'token_name']
  const target = await remoteLike()
  const report = await runConformance({
    contract: changed(pointer, { type: 'integer' }),
    target,
    stopAtFirst: true,
  })
  const [violation] = report.violations
  expect(violation).toMatchObject({ operation: 'createToken', rule: 'body', request: { method: 'POST' } })
  expect(violation?.curl).toContain('$CLUSTRIX_PASSWORD')
  const text = JSON.stringify(report)
  expect(target.accounts.filter(({ password }) => text.includes(password))).toEqual([])
  expect(/\d+\|\w{48}/.exec(text)?.[0]).toBeUndefined()
})

describe('a run is inconclusive', () => {
  test.each<[reason: RegExp, fetch: Target['fetch']]>([
    [/got no response: connect ECONNREFUSED$/, () => Promise.reject(new Error('connect ECONNREFUSED'))],
    [
      /returned 200 text\/html and no token for you@company.com/,
      async () => new Response('<html>', { headers: { 'Content-Type': 'text/html' } }),
    ],
    [
      /returned 422 application\/json and no token for you@company.com: No\.$/,
      async () => Response.json({ message: 'No.' }, { status: 422 }),
    ],
  ])('%s', async (reason, fetch) => {
    const report = await runConformance({ contract, target: await remoteLike({ fetch }) })
    expect(report.verdict).toBe('inconclusive')
    expect(report.reason).toMatch(reason)
  })

  test('when the rate limit rejects every request', async () => {
    const target: Target = { ...(await remoteLike()), onLimited: undefined }
    const limited = await remoteLike()
    target.fetch = async (request, sent) => {
      const response = await limited.fetch(request)
      if (new URL(request.url).pathname === '/api/v1/auth/token') return response
      const refused = Response.json({ message: 'Too Many Attempts.', code: 'rate_limited' }, { status: 429 })
      if (sent) target.onLimited?.(sent, refused.clone())
      return refused
    }
    const report = await runConformance({ contract, target })
    expect(report.reason).toBe('The rate limit rejects every request, even after waiting')
  })

  test('when every request gets a 429 that does not say how long to wait', async () => {
    const target = await remoteLike()
    const { fetch } = target
    target.fetch = async request => {
      if (request.method === 'POST') return fetch(request)
      return Response.json({ message: 'Too Many Attempts.', code: 'rate_limited' }, { status: 429 })
    }
    const report = await runConformance({ contract, target })
    expect(report.reason).toBe('The rate limit rejects every request, and no response says how long to wait')
    expect(report.violations).toContainEqual(
      expect.objectContaining({ rule: 'header', message: 'Retry-After is missing' }),
    )
  })

  test('when every third GET gets no response', async () => {
    const target = await remoteLike()
    const { fetch } = target
    let lost = 0
    let count = 0
    target.fetch = async request => {
      if (request.method !== 'GET' || ++count % 3 !== 0) return fetch(request)
      lost++
      throw new Error('no response within 10 s')
    }
    const report = await runConformance({ contract, target })
    expect(report.reason).toBe('no response within 10 s')
    expect(lost).toBe(20)
  })

  test('when it is interrupted, and its last request revokes the token', async () => {
    const interruption = new AbortController()
    const target = await remoteLike()
    const onProgress = () => interruption.abort()
    const report = await runConformance({ contract, target, signal: interruption.signal, onProgress })
    expect(report).toMatchObject({ verdict: 'inconclusive', reason: 'The run was interrupted' })
    expect(new URL(target.sent.at(-1)?.url ?? '').pathname).toBe('/api/v1/auth/revoke')
  })
})
