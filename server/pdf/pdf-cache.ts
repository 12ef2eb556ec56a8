type Drawing = Uint8Array<ArrayBuffer>

export interface PdfCache {
  /** The drawing kept under a key, or being made for somebody else, or a new one. A failure is not kept. */
  get(key: string, draw: () => Promise<Drawing>): Promise<Drawing>
}

/** Keeps the drawings used last. @param limit bytes of all together */
export function createPdfCache(limit: number): PdfCache {
  /** In the order of last use, the oldest first. */
  const kept = new Map<string, Drawing>()
  const pending = new Map<string, Promise<Drawing>>()
  let size = 0

  function keep(key: string, drawing: Drawing): void {
    if (drawing.byteLength > limit) return
    kept.set(key, drawing)
    size += drawing.byteLength
    for (const [oldest, { byteLength }] of kept) {
      if (size <= limit) return
      kept.delete(oldest)
      size -= byteLength
    }
  }

  return {
    async get(key, draw) {
      const drawing = kept.get(key)
      if (drawing) {
        kept.delete(key)
        kept.set(key, drawing)
        return drawing
      }
      const joined = pending.get(key)
      if (joined !== undefined) return joined
      const started = draw()
      pending.set(key, started)
      try {
        const drawn = await started
        keep(key, drawn)
        return drawn
      } finally {
        pending.delete(key)
      }
    },
  }
}
