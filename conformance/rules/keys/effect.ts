import type { Shape } from '../../contract/request-shape.ts'
import type { ScenarioApi } from '../../scenarios/scenario.ts'
import { collectionOf, queriesOf, type Session } from '../../session/session.ts'
import { listOf } from '../lists/list-shape.ts'
import { idsOf, type ListQuery, pageOf } from '../lists/read-list.ts'

type Parts = Pick<Session, 'document' | 'shapes' | 'at'>

/** Reads something that shows whether, and how often, an operation was executed for an id. */
export type ReadEffect = (api: ScenarioApi, id: number | undefined) => Promise<unknown>

/**
 * For an operation with an id, that row, by itself or in its list; for one without, the newest rows of the list at the same path.
 * Undefined if the contract has neither.
 */
export function effectReader({ document, shapes, at }: Parts, shape: Shape): ReadEffect | undefined {
  const isAt = (path: string | undefined) => (other: Shape) => other.method === 'GET' && other.path === path
  if (shape.ids.length === 0) {
    const list = shapes.filter(isAt(shape.path)).map(other => listOf(document, other, at))[0]
    return (
      list &&
      (async api => {
        const { rows, meta } = await pageOf(api, list, {})
        return { ids: idsOf(rows), total: meta.total }
      })
    )
  }
  const collection = collectionOf(shapes, shape)
  const row = shape.path.slice(0, shape.path.indexOf('}') + 1)
  const detail = shapes.find(other => isAt(row)(other) && other !== shape)
  if (detail) return async (api, id) => (await api.call(detail.id, { id: id ?? '' })).json
  const list = collection && listOf(document, collection, at)
  if (!list) return undefined
  return async (api, id) => {
    const exactly: ListQuery = list.hasMaxId ? { max_id: id ?? 0, ...(list.perPage && { per_page: 1 }) } : {}
    for (const query of queriesOf(list.shape)) {
      const { rows } = await pageOf(api, list, { ...Object.fromEntries(new URLSearchParams(query)), ...exactly })
      const found = rows.find(other => other.id === id)
      if (found) return found
    }
    return undefined
  }
}

/** Counts the rows of the list at the path of an operation; undefined if there is no such list or it has no total. */
export function totalReader({ document, shapes, at }: Parts, { path }: Shape) {
  const shape = shapes.find(other => other.method === 'GET' && other.path === path)
  const list = shape && listOf(document, shape, at)
  return list?.meta.has('total')
    ? async (api: ScenarioApi) => Number((await pageOf(api, list, {})).meta.total)
    : undefined
}
