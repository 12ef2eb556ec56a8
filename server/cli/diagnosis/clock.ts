import { listAuditEntries } from '../../audit/store.ts'
import { DatabaseRefused } from '../../database/database.ts'
import { listQueue } from '../../tickets/queue.ts'
import type { Session } from '../session.ts'
import type { Finding } from './finding.ts'

/** The clock may differ by this between machines. */
const TOLERANCE_MS = 60_000
const EARLIEST = '2025-01-01T00:00:00Z'

/** Whether the time is later than what has been stored. */
export async function diagnoseClock(session: Session): Promise<Finding[]> {
  const { now, terminal } = session
  const finding = (message: string, action: string | null): Finding => ({ check: 'clock', message, action })
  if (terminal.env.NODE_ENV === 'production' && terminal.env.CLOCK) {
    return [finding(`CLOCK sets the time to ${now}`, 'Unset CLOCK: it is for demos and tests')]
  }
  const newest = await newestTime(session)
  const isBehind = newest !== undefined && Date.parse(newest) > Date.parse(now) + TOLERANCE_MS
  if (isBehind) return [finding(`${now} is before ${newest}, the newest time in the database`, SYNCHRONISE)]
  return [finding(now, now < EARLIEST ? SYNCHRONISE : null)]
}

const SYNCHRONISE = 'Set the clock of this machine, for example by a time service such as systemd-timesyncd'

async function newestTime(session: Session): Promise<string | undefined> {
  try {
    return await session.read(async queries => {
      const [entry] = await listAuditEntries(queries, { limit: 1 })
      const [ticket] = await listQueue(queries, { before: Number.MAX_SAFE_INTEGER, limit: 1 }, session.now)
      return [entry?.created_at, ticket?.created_at]
        .filter(time => time !== undefined)
        .sort()
        .at(-1)
    })
  } catch (error) {
    // diagnoseDatabase() reports it.
    if (error instanceof DatabaseRefused) return undefined
    throw error
  }
}
