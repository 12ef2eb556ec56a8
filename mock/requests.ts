import type { RecordedRequest } from './types/index.d.ts'

/** Older requests are forgotten, so that memory stays the same however long the mock runs. */
const KEPT = 1000

export interface RequestLog {
  add(request: RecordedRequest): void
  /** The newest requests of a world, oldest first. */
  of(world: string): RecordedRequest[]
  /** How many requests a world has had since its last reset, by operationId. Others count as `none`. */
  countsOf(world: string): Record<string, number>
  clear(world: string): void
}

export function createRequestLog(): RequestLog {
  let kept: RecordedRequest[] = []
  const counts = new Map<string, Map<string, number>>()
  return {
    add(request) {
      kept.push(request)
      if (kept.length > KEPT * 2) kept = kept.slice(-KEPT)
      const ofWorld = counts.get(request.world) ?? new Map<string, number>()
      counts.set(request.world, ofWorld)
      const name = request.operation ?? 'none'
      ofWorld.set(name, (ofWorld.get(name) ?? 0) + 1)
    },
    of: world => kept.slice(-KEPT).filter(request => request.world === world),
    countsOf: world => Object.fromEntries(counts.get(world) ?? []),
    clear(world) {
      kept = kept.filter(request => request.world !== world)
      counts.delete(world)
    },
  }
}
