import type { Database } from '../database/database.ts'
import type { Clock } from '../domain/clock.ts'
import type { Counters } from './counters.ts'
import { createDatabaseCounters } from './database-counters.ts'
import { createMemoryCounters } from './memory-counters.ts'

/**
 * Counters of all servers that use a database. Servers on one machine count for themselves: in a file, each count would wait for the disk.
 * @param monotonic milliseconds on a clock that is never set
 */
export const createCounters = ({ isShared }: Database, clock: Clock, monotonic: () => number): Counters =>
  isShared ? createDatabaseCounters(clock) : createMemoryCounters(monotonic)
