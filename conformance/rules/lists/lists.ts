import { knownIds } from '../../checks/ids.ts'
import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { Session } from '../../session/session.ts'
import { isOwned } from '../ids.ts'
import type { Rule } from '../rule.ts'
import { filterRules } from './filters.ts'
import { foreignRowRules } from './foreign-rows.ts'
import { type ListShape, listOf } from './list-shape.ts'
import { maxIdRules } from './max-id.ts'
import { pageRules } from './pages.ts'
import { type List, pageOf } from './read-list.ts'
import { walkRules } from './walks.ts'

/** The rules of every operation that returns a list. */
export function listRules(session: Session): Rule[] {
  const { document, shapes, at } = session
  return session.tested.flatMap(shape => {
    const list = listOf(document, shape, at)
    if (!list) return []
    const locate = (api: ScenarioApi) => locatedIn(session, api, list)
    return [
      ...pageRules(list, locate),
      ...filterRules(list, locate),
      ...maxIdRules(list, locate),
      ...walkRules(document, shapes, at, list, locate),
      ...(isOwned(document, shapes, shape) ? foreignRowRules(list) : []),
    ]
  })
}

/** Ids among which the one with the longest list is looked for. */
const MOST_IDS = 10

/** A list below an id, as in `/invoices/{id}/payments`, is checked for the id with the most rows. */
async function locatedIn(session: Session, api: ScenarioApi, list: ListShape): Promise<List> {
  if (list.shape.ids.length === 0) return list
  let longest: { id: number; rows: number } | undefined
  for (const id of [...knownIds(session, list.shape).own].slice(0, MOST_IDS)) {
    const rows = (await pageOf(api, { ...list, id }, {})).rows.length
    if (rows > (longest?.rows ?? -1)) longest = { id, rows }
  }
  return longest ? { ...list, id: longest.id } : api.skip('no row has an id to put into the path')
}
