import { requestOf, type Session } from '../session/session.ts'
import { knownIds } from './ids.ts'

/** Rows read from a target whose requests are limited. */
const SOME = 5

/** Every listed row must be readable by itself. */
export async function checkRows(session: Session): Promise<void> {
  await session.fresh()
  for (const shape of session.shapes.filter(({ method, ids }) => method === 'GET' && ids.length > 0)) {
    const ids = [...knownIds(session, shape).own]
    for (const id of session.target.reset ? ids : ids.slice(0, SOME)) {
      const name = `row ${id}`
      const sent = requestOf(shape, { id: String(id), token: await session.token() })
      const response = await session.send(shape, name, sent)
      if (!response || response.status < 400) continue
      const message = `it is listed, but its own path returned ${response.status}`
      session.recorder.addViolation(shape, name, { rule: 'row', message }, { sent, response })
    }
  }
}
