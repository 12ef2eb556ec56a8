import type { Shape } from '../contract/request-shape.ts'
import { requiredQuery } from '../requests/base.ts'
import { collectionOf, queriesOf, requestOf, rowsIn, type Session } from '../session/session.ts'
import type { KnownIds } from '../validation/request.ts'

/** Finds the ids that each collection lists for both accounts, by the path parameters of its operations. */
export async function findIds(session: Session): Promise<void> {
  for (const shape of session.tested) {
    const collection = shape.ids[0] && collectionOf(session.shapes, shape)
    if (!collection || session.ids.has(collection.path)) continue
    const own = await listed(session, collection, shape, 0)
    const others = session.target.accounts.length > 1 ? await listed(session, collection, shape, 1) : new Map()
    const foreign = [...others.keys()].filter(id => !own.has(id))
    session.ids.set(collection.path, { own: new Set(own.keys()), foreign: new Set(foreign) })
    session.rows.set(collection.path, own)
  }
}

/** Rows by id, each as it was listed last. */
async function listed(
  session: Session,
  collection: Shape,
  { ids }: Shape,
  account: number,
): Promise<Map<number, unknown>> {
  await session.fresh()
  const token = await session.tokenFor(collection, account)
  const found = new Map<number, unknown>()
  const required = requiredQuery(session.document, collection, session.at)
  for (const query of queriesOf(collection)) {
    const all = new URLSearchParams({ ...required, ...Object.fromEntries(new URLSearchParams(query)) }).toString()
    const headers = session.headersFor(collection)
    const sent = requestOf(collection, { id: '', query: all, token, headers })
    const response = await session.send(collection, `list ${query}`, sent)
    for (const [id, row] of rowsIn(response, ids[0]?.name ?? 'id')) found.set(id, row)
  }
  return found
}

const NONE: KnownIds = { own: new Set(), foreign: new Set() }

export const knownIds = (session: Pick<Session, 'ids' | 'shapes'>, shape: Shape): KnownIds =>
  session.ids.get(collectionOf(session.shapes, shape)?.path ?? '') ?? NONE

/** An id that does not exist: far above all known ids. */
export function missingId(session: Session, shape: Shape): number {
  const { own, foreign } = knownIds(session, shape)
  return Math.max(0, ...own, ...foreign) + 1_000_000
}

/**
 * Finds the first id with which each operation succeeds, each tried after a reset. On a target that cannot be reset, the attempt itself is
 * the success, so an id that is known already is kept.
 */
export async function findAllowed(session: Session, shapes: readonly Shape[]): Promise<void> {
  for (const shape of shapes)
    if (!session.allowed.has(shape.id)) session.allowed.set(shape.id, await allowedId(session, shape))
}

async function allowedId(session: Session, shape: Shape): Promise<number | undefined> {
  if (shape.ids.length === 0) return undefined
  for (const id of knownIds(session, shape).own) {
    await session.fresh()
    const response = await session.send(shape, 'base', await session.base(shape, id))
    if (response && response.status < 400) return id
  }
  return undefined
}
