import type { World } from './index.d.ts'

/** A resolver for Mock Service Worker: `http.all('* /api/v1/*', resolver(mock))`, without the blank. */
export function resolver(mock: Pick<World, 'fetch'>): (info: { request: Request }) => Promise<Response>
