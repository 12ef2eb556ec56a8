import { expect, test } from 'vitest'
import { mockUsers } from '../../mock/world/seed.ts'
import { operationsOf } from '../../openapi/operations.ts'
import { loadDocument } from '../../openapi/read.ts'
import { startMock } from './mocked.ts'

test('every error of every operation can be forced', async () => {
  const { mock } = startMock()
  const headers = { Authorization: `Bearer ${mockUsers[0]?.token}`, 'Content-Type': 'application/json' }
  for (const { id, method, path, responses, value } of operationsOf(loadDocument('openapi.yaml'))) {
    const world = `force-${id}`
    for (const [code] of responses) {
      const script = JSON.stringify([{ code: Number(code) }])
      const init = { headers: { ...headers, 'X-Mock-World': world } }
      await mock.fetch(new Request('http://mock/__mock/script', { ...init, method: 'PUT', body: script }))
      const body = method === 'post' && value.requestBody ? JSON.stringify(BODIES[id]) : undefined
      const url = `http://mock${path.replace('{id}', '112')}`
      const request = new Request(url, { ...init, method: method.toUpperCase(), ...(body && { body }) })
      expect([id, code, (await mock.fetch(request)).status]).toEqual([id, code, Number(code)])
    }
  }
})

const BODIES: Record<string, object> = {
  createToken: { email: 'you@company.com', password: 'x' },
  createTicket: { subject: 'Disk full', body: 'On web-3.' },
  replyToTicket: { body: 'Any news?' },
  pauseSubscription: {},
  cancelSubscription: {},
}
