import { describe, expect, it } from 'vitest'
import { createPdfCache } from '../../../server/pdf/pdf-cache.ts'

/** Drawings of so many bytes each, and the keys that were drawn. */
function counted(limit: number, bytes = 10) {
  const drawings = createPdfCache(limit)
  const drawn: string[] = []
  const get = (key: string) =>
    drawings.get(key, async () => {
      drawn.push(key)
      return new Uint8Array(bytes)
    })
  return { drawings, drawn, get }
}

describe('createDrawings', () => {
  it('draws once what is asked for again', async () => {
    const { drawn, get } = counted(100)
    const first = await get('a')
    expect(await get('a')).toBe(first)
    expect(drawn).toEqual(['a'])
  })

  it('draws once for all who ask at the same time', async () => {
    const { drawn, get } = counted(100)
    await Promise.all([get('a'), get('a'), get('a')])
    expect(drawn).toEqual(['a'])
  })

  it('forgets what was used longest ago when there are too many bytes', async () => {
    const { drawn, get } = counted(20)
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key)
    expect(drawn).toEqual(['a', 'b', 'c', 'b'])
  })

  it('does not keep a drawing that is larger than all may be, nor lose others for it', async () => {
    const { drawings, drawn, get } = counted(20)
    await get('a')
    await drawings.get('large', async () => new Uint8Array(21))
    await get('a')
    expect(drawn).toEqual(['a'])
  })

  it('does not keep a failure', async () => {
    const { drawings, get } = counted(20)
    await expect(drawings.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect((await get('a')).byteLength).toBe(10)
  })

  it('does not keep the failure of a draw function that throws', async () => {
    const { drawings, get } = counted(20)
    const refuse = () => {
      throw new Error('no')
    }
    await expect(drawings.get('a', refuse)).rejects.toThrow('no')
    expect((await get('a')).byteLength).toBe(10)
  })
})
