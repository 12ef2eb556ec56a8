import type { World } from './index.d.ts'

/** A resolver for Mock Service Worker, which answers every request that its handler matches. */
export function resolver(mock: Pick<World, 'fetch'>): (info: { request: Request }) => Promise<Response>
