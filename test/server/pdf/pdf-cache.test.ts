import { describe, expect, it } from 'vitest'
import { createPdfCache } from '../../../server/pdf/pdf-cache.ts'

/** A cache, and the keys of the PDFs that were drawn. @param bytes size of each PDF */
function recordingCache(limit: number, bytes = 10) {
  const cache = createPdfCache(limit)
  const drawn: string[] = []
  const get = (key: string) =>
    cache.get(key, async () => {
      drawn.push(key)
      return new Uint8Array(bytes)
    })
  return { cache, drawn, get }
}

describe('createPdfCache', () => {
  it('draws a PDF once', async () => {
    const { drawn, get } = recordingCache(100)
    const first = await get('a')
    expect(await get('a')).toBe(first)
    expect(drawn).toEqual(['a'])
  })

  it('draws once for concurrent requests', async () => {
    const { drawn, get } = recordingCache(100)
    await Promise.all([get('a'), get('a'), get('a')])
    expect(drawn).toEqual(['a'])
  })

  it('drops the least recently used PDF when the limit is exceeded', async () => {
    const { drawn, get } = recordingCache(20)
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key)
    expect(drawn).toEqual(['a', 'b', 'c', 'b'])
  })

  it('does not cache a PDF above the limit, and drops no other for it', async () => {
    const { cache, drawn, get } = recordingCache(20)
    await get('a')
    await cache.get('large', async () => new Uint8Array(21))
    await get('a')
    expect(drawn).toEqual(['a'])
  })

  it('does not cache a failure', async () => {
    const { cache, get } = recordingCache(20)
    await expect(cache.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect((await get('a')).byteLength).toBe(10)
  })

  it('does not cache the failure of a draw function that throws', async () => {
    const { cache, get } = recordingCache(20)
    const refuse = () => {
      throw new Error('no')
    }
    await expect(cache.get('a', refuse)).rejects.toThrow('no')
    expect((await get('a')).byteLength).toBe(10)
  })
})
