type Pdf = Uint8Array<ArrayBuffer>

export interface PdfCache {
  /** Returns the cached PDF, or waits for the same PDF that is being drawn, or draws it. Failures are not cached. */
  get(key: string, draw: () => Promise<Pdf>): Promise<Pdf>
}

/** Keeps the most recently used PDFs. @param limit total size in bytes */
export function createPdfCache(limit: number): PdfCache {
  /** The least recently used first. */
  const cached = new Map<string, Pdf>()
  const pending = new Map<string, Promise<Pdf>>()
  let size = 0

  function store(key: string, pdf: Pdf): void {
    if (pdf.byteLength > limit) return
    cached.set(key, pdf)
    size += pdf.byteLength
    for (const [oldest, { byteLength }] of cached) {
      if (size <= limit) return
      cached.delete(oldest)
      size -= byteLength
    }
  }

  return {
    async get(key, draw) {
      const hit = cached.get(key)
      if (hit) {
        cached.delete(key)
        cached.set(key, hit)
        return hit
      }
      const inProgress = pending.get(key)
      if (inProgress !== undefined) return inProgress
      const started = draw()
      pending.set(key, started)
      try {
        const pdf = await started
        store(key, pdf)
        return pdf
      } finally {
        pending.delete(key)
      }
    },
  }
}
