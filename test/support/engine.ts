import type { Database } from '../../server/database/database.ts'

/** The database of a test app with the demo data; SQLite in memory unless a file of tests sets this before it imports others. */
export const engine: { openDemo?: () => Database } = {}
