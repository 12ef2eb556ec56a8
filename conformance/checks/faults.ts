import type { Shape } from '../contract/shape.ts'
import type { Sent } from '../exchange.ts'
import type { Session } from '../session.ts'
import type { Fault } from '../target.ts'
import { missingId } from './ids.ts'

/** What each fault is answered with, by every operation: 429 Too Many Requests, 500 and 503 (RFC 6585, 4; RFC 9110, 15.6). */
const STATUSES: Readonly<Record<Fault, number>> = { limited: 429, error: 500, busy: 503 }

/** Meets every fault in every operation, where the target can be made to. */
export async function checkFaults(session: Session, allowed: ReadonlyMap<string, number | undefined>): Promise<void> {
  if (!session.target.fault || !session.target.reset) return
  for (const shape of session.shapes) {
    for (const [fault, status] of Object.entries(STATUSES) as [Fault, number][]) {
      await session.fresh()
      const sent = await session.base(shape, allowed.get(shape.id) ?? missingId(session, shape))
      await session.fault(fault)
      if (fault === 'limited') await spendLast(session, shape, sent)
      const answered = await session.ask(shape, `fault: ${fault}`, sent)
      if (!answered || answered.status === status) continue
      const message = `${answered.status} instead of ${status}`
      session.recorder.violate(shape, `fault: ${fault}`, { rule: 'fault', message }, { sent, answered })
    }
  }
  await session.fresh()
}

/** Sends the last request that the limit lets pass, if it lets one: something that changes nothing, where the same limit counts it. */
async function spendLast(session: Session, shape: Shape, sent: Sent): Promise<void> {
  const harmless = session.shapes.find(
    ({ method, ids, isSecured }) => method === 'GET' && isSecured && ids.length === 0,
  )
  const spent = shape.isSecured && harmless ? { shape: harmless, sent: await session.base(harmless) } : { shape, sent }
  await session.ask(spent.shape, 'fault: limited, the last that passes', spent.sent)
}
