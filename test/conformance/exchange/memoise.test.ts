import { expect, test } from 'vitest'
import type { Conversation } from '../../../conformance/exchange/conversation.ts'
import { memoise } from '../../../conformance/exchange/memoise.ts'

/** A target that counts the requests since its last reset, and a log of everything sent to it. */
function counter() {
  const said: string[] = []
  let count = 0
  const real: Conversation = {
    async send({ path }) {
      said.push(path)
      count++
      return { status: count, headers: new Map(), bytes: new Uint8Array(), text: path, json: undefined }
    },
    async reset() {
      said.push('reset')
      count = 0
    },
    async fault(kind) {
      said.push(kind)
    },
    async clock(iso) {
      said.push(iso)
    },
  }
  return { said, conversation: memoise(real) }
}

const get = (path: string) => ({ method: 'GET', path, headers: {} })

test('a repeated request is served from the cache', async () => {
  const { said, conversation } = counter()
  for (const _ of [1, 2]) {
    await conversation.reset()
    await conversation.clock('2026-11-22')
    expect((await conversation.send(get('/a'))).status).toBe(1)
    expect((await conversation.send(get('/b'))).status).toBe(2)
  }
  expect(said).toEqual(['reset', '2026-11-22', '/a', '/b'])
})

test('a new request is sent after its whole history', async () => {
  const { said, conversation } = counter()
  await conversation.reset()
  await conversation.send(get('/a'))
  await conversation.reset()
  await conversation.send(get('/b'))
  said.length = 0
  await conversation.reset()
  await conversation.send(get('/a'))
  await conversation.fault('busy')
  expect((await conversation.send(get('/c'))).status).toBe(2)
  expect(said).toEqual(['reset', '/a', 'busy', '/c'])
})

test('the cache distinguishes history, headers and body', async () => {
  const { conversation } = counter()
  await conversation.reset()
  expect((await conversation.send(get('/a'))).status).toBe(1)
  expect((await conversation.send(get('/a'))).status).toBe(2)
  expect((await conversation.send({ ...get('/a'), headers: { A: '1' } })).status).toBe(3)
  expect((await conversation.send({ ...get('/a'), body: '' })).status).toBe(4)
  expect((await conversation.send({ ...get('/a'), body: new Uint8Array([255]) })).status).toBe(5)
})

test('concurrent requests are sent one after the other', async () => {
  const { conversation } = counter()
  await conversation.reset()
  const response = await Promise.all(['/a', '/b', '/c'].map(path => conversation.send(get(path))))
  expect(response.map(({ status }) => status)).toEqual([1, 2, 3])
})
