import { expect, test } from 'vitest'
import type { Conversation } from '../../conformance/conversation.ts'
import { memoised } from '../../conformance/memo.ts'

/** Counts what was sent since the last reset, and what was asked of it at all. */
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
  return { said, talk: memoised(real) }
}

const get = (path: string) => ({ method: 'GET', path, headers: {} })

test('what has been said once is answered from memory', async () => {
  const { said, talk } = counter()
  for (const _ of [1, 2]) {
    await talk.reset()
    await talk.clock('2026-11-22')
    expect((await talk.send(get('/a'))).status).toBe(1)
    expect((await talk.send(get('/b'))).status).toBe(2)
  }
  expect(said).toEqual(['reset', '2026-11-22', '/a', '/b'])
})

test('what is new is said after its whole history', async () => {
  const { said, talk } = counter()
  await talk.reset()
  await talk.send(get('/a'))
  await talk.reset()
  await talk.send(get('/b'))
  said.length = 0
  await talk.reset()
  await talk.send(get('/a'))
  await talk.fault('busy')
  expect((await talk.send(get('/c'))).status).toBe(2)
  expect(said).toEqual(['reset', '/a', 'busy', '/c'])
})

test('the same request is another one after another history, with another header or another body', async () => {
  const { talk } = counter()
  await talk.reset()
  expect((await talk.send(get('/a'))).status).toBe(1)
  expect((await talk.send(get('/a'))).status).toBe(2)
  expect((await talk.send({ ...get('/a'), headers: { A: '1' } })).status).toBe(3)
  expect((await talk.send({ ...get('/a'), body: '' })).status).toBe(4)
  expect((await talk.send({ ...get('/a'), body: new Uint8Array([255]) })).status).toBe(5)
})

test('what is said at once is said in turn', async () => {
  const { talk } = counter()
  await talk.reset()
  const answered = await Promise.all(['/a', '/b', '/c'].map(path => talk.send(get(path))))
  expect(answered.map(({ status }) => status)).toEqual([1, 2, 3])
})
