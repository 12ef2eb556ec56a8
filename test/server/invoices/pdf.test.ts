import { expect, test } from 'vitest'
import { caller } from '../../support/caller.ts'

const PDF = '/api/v1/invoices/106/pdf'

async function drawn() {
  let drawings = 0
  const render = async () => {
    drawings += 1
    return new TextEncoder().encode('%PDF-1.7')
  }
  const { send } = await caller({ renderer: { render } })
  return { send, drawings: () => drawings }
}

const headersOf = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => !/^(x-request-id|x-ratelimit-remaining)$/.test(name)))

test('HEAD returns the headers of GET without drawing the PDF', async () => {
  const { send, drawings } = await drawn()
  const head = await send(PDF, { method: 'HEAD' })
  expect([head.status, await head.text(), drawings()]).toEqual([200, '', 0])
  const get = await send(PDF)
  expect([headersOf(head), drawings()]).toEqual([headersOf(get), 1])
})

test('HEAD with the current ETag is 304', async () => {
  const { send } = await drawn()
  const { headers } = await send(PDF, { method: 'HEAD' })
  const current = await send(PDF, { method: 'HEAD', headers: { 'If-None-Match': headers.get('etag') ?? '' } })
  expect(current.status).toBe(304)
})
