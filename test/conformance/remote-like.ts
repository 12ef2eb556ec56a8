import { createInProcess } from '../../conformance/in-process/target.ts'
import type { Target } from '../../conformance/target.ts'

/** The app in process with the limits of a remote server: it cannot be reset, and its clock cannot be set. */
export async function remoteLike(own: Partial<Target> = {}): Promise<Target & { sent: Request[] }> {
  const { name, origin, accounts, fetch, now } = await createInProcess()
  const sent: Request[] = []
  return {
    name,
    origin,
    accounts: accounts.slice(0, 2),
    now,
    fetch(request) {
      sent.push(request.clone())
      return fetch(request)
    },
    sent,
    ...own,
  }
}
