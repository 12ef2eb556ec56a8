import type { Session } from '../session.ts'
import type { Fault } from '../target.ts'

/** What each fault is answered with, by every operation: 429 Too Many Requests, 500 and 503 (RFC 6585, 4; RFC 9110, 15.6). */
const STATUSES: Readonly<Record<Fault, number>> = { limited: 429, error: 500, busy: 503 }

/** Meets every fault in every operation, where the target can be made to. */
export async function checkFaults(session: Session, allowed: ReadonlyMap<string, number | undefined>): Promise<void> {
  if (!session.target.fault || !session.target.reset) return
  for (const shape of session.shapes) {
    for (const [fault, status] of Object.entries(STATUSES) as [Fault, number][]) {
      await session.fresh()
      const sent = await session.base(shape, allowed.get(shape.id))
      await session.fault(fault)
      const answered = await session.ask(shape, `fault: ${fault}`, sent)
      if (!answered || answered.status === status) continue
      const message = `${answered.status} instead of ${status}`
      session.recorder.violate(shape, `fault: ${fault}`, { rule: 'fault', message }, { sent, answered })
    }
  }
  await session.fresh()
}
