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

interface Kept {
  requests: RecordedRequest[]
  counts: Map<string, number>
}

export function createRequestLog(): RequestLog {
  const worlds = new Map<string, Kept>()
  return {
    add(request) {
      const world: Kept = worlds.get(request.world) ?? { requests: [], counts: new Map() }
      worlds.set(request.world, world)
      world.requests.push(request)
      if (world.requests.length >= KEPT * 2) world.requests = world.requests.slice(-KEPT)
      const name = request.operation ?? 'none'
      world.counts.set(name, (world.counts.get(name) ?? 0) + 1)
    },
    of: world => worlds.get(world)?.requests.slice(-KEPT) ?? [],
    countsOf: world => Object.fromEntries(worlds.get(world)?.counts ?? []),
    clear: world => void worlds.delete(world),
  }
}
