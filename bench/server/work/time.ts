/** `2026-11-22T13:05:00Z` */
export const toIsoSeconds = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`

/** `2026-11-22` */
export const toDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
