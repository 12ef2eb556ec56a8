import type { Shape } from '../contract/request-shape.ts'
import type { SentRequest } from '../exchange/exchange.ts'
import type { Session } from '../session/session.ts'
import type { Fault } from '../target.ts'
import { missingId } from './ids.ts'

/** The status that each fault must lead to on every operation: 429 Too Many Requests, 500 and 503 (RFC 6585, 4; RFC 9110, 15.6). */
const STATUSES: Readonly<Record<Fault, number>> = { limited: 429, error: 500, busy: 503 }

/** Sends every operation under every fault, if the target supports faults. */
export async function checkFaults(session: Session): Promise<void> {
  if (!session.target.fault || !session.target.reset) return
  for (const shape of session.tested) {
    for (const [fault, status] of Object.entries(STATUSES) as [Fault, number][]) {
      await session.fresh()
      const sent = await session.base(shape, session.allowed.get(shape.id) ?? missingId(session, shape))
      await session.fault(fault)
      if (fault === 'limited') await spendLast(session, shape, sent)
      const response = await session.send(shape, `fault: ${fault}`, sent)
      if (!response || response.status === status) continue
      const message = `${response.status} instead of ${status}`
      session.recorder.addViolation(shape, `fault: ${fault}`, { rule: 'fault', message }, { sent, response })
    }
  }
  await session.fresh()
}

/** Uses up the last request of the limit, if there is one, with a harmless request counted by the same limit. */
async function spendLast(session: Session, shape: Shape, sent: SentRequest): Promise<void> {
  const harmless = session.shapes.find(
    ({ method, ids, isSecured }) => method === 'GET' && isSecured && ids.length === 0,
  )
  const spent = shape.isSecured && harmless ? { shape: harmless, sent: await session.base(harmless) } : { shape, sent }
  await session.send(spent.shape, 'fault: limited, last request allowed', spent.sent)
}
