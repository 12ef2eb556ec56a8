import type { Shape } from '../contract/request-shape.ts'
import { collectionOf, idsIn, queriesOf, requestOf, type Session } from '../session/session.ts'
import type { KnownIds } from '../validation/request.ts'

/** Finds the ids that each collection lists for both accounts, by the path parameters of its operations. */
export async function findIds(session: Session): Promise<void> {
  for (const shape of session.shapes) {
    const collection = shape.ids[0] && collectionOf(session.shapes, shape)
    if (!collection || session.ids.has(collection.path)) continue
    const own = await listed(session, collection, shape, 0)
    const others = session.target.accounts.length > 1 ? await listed(session, collection, shape, 1) : []
    session.ids.set(collection.path, { own: new Set(own), foreign: new Set(others.filter(id => !own.includes(id))) })
  }
}

async function listed(session: Session, collection: Shape, { ids }: Shape, account: number): Promise<number[]> {
  await session.fresh()
  const token = await session.token(account)
  const found = new Set<number>()
  for (const query of queriesOf(collection)) {
    const sent = requestOf(collection, { id: '', query, token })
    const response = await session.send(collection, `list ${query}`, sent)
    for (const id of idsIn(response, ids[0]?.name ?? 'id')) found.add(id)
  }
  return [...found]
}

const NONE: KnownIds = { own: new Set(), foreign: new Set() }

export const knownIds = (session: Session, shape: Shape): KnownIds =>
  session.ids.get(collectionOf(session.shapes, shape)?.path ?? '') ?? NONE

/** An id that does not exist: far above all known ids. */
export function missingId(session: Session, shape: Shape): number {
  const { own, foreign } = knownIds(session, shape)
  return Math.max(0, ...own, ...foreign) + 1_000_000
}

/**
 * The first id with which an operation succeeds, each tried after a reset; undefined if there is none. On a target that cannot be
 * reset, the attempt itself is the success.
 */
export async function allowedId(session: Session, shape: Shape): Promise<number | undefined> {
  if (shape.ids.length === 0) return undefined
  for (const id of knownIds(session, shape).own) {
    await session.fresh()
    const response = await session.send(shape, 'base', await session.base(shape, id))
    if (response && response.status < 400) return id
  }
  return undefined
}
