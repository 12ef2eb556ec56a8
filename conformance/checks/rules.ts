import type { Shape } from '../contract/request-shape.ts'
import { etagRules } from '../rules/etags.ts'
import { idRulesOf } from '../rules/ids.ts'
import { keyRules } from '../rules/keys/keys.ts'
import { listRules } from '../rules/lists/lists.ts'
import type { Rule } from '../rules/rule.ts'
import type { Session } from '../session/session.ts'
import { knownIds } from './ids.ts'
import { rowRuleOf, sharedProperties } from './rows.ts'

/** Adds a cell for every rule that follows from the shapes of the tested operations. Returns those that run like scenarios. */
export function addRules(session: Session): { reading: Rule[]; writing: Rule[] } {
  const { document, tested, recorder } = session
  const { rules } = recorder
  const all = [...listRules(session), ...etagRules(session), ...keyRules(session)]
  for (const { operation, name } of all) rules.add(operation, name)
  for (const shape of tested) {
    if (shape.method === 'GET' && sharedProperties(session, shape).length > 0) {
      rules.add(shape.id, rowRuleOf(shape))
      if (knownIds(session, shape).own.size === 0)
        rules.unchecked(rowRuleOf(shape), 'the list has no rows', session.target.readOnly === true)
    }
    for (const { name, choice } of idRulesOf(document, shape)) {
      rules.add(shape.id, name)
      const lack = lackFor(session, shape, choice)
      if (lack) rules.unchecked(name, lack.reason, lack.isExcluded)
    }
  }
  const isWriting = ({ needs = [] }: Rule) => needs.some(need => need === 'writes' || need === 'reset')
  const { reading = [], writing = [] } = Object.groupBy(all, rule => (isWriting(rule) ? 'writing' : 'reading'))
  return { reading, writing }
}

/** Why no case with this kind of id is sent; undefined if one is. */
function lackFor({ target, ...session }: Session, shape: Shape, choice: 'foreign' | 'missing') {
  if (target.readOnly && shape.method !== 'GET') return { reason: 'the target is tested read-only', isExcluded: true }
  if (choice === 'missing') return undefined
  if (target.accounts.length < 2) return { reason: 'it needs an account of another client', isExcluded: true }
  if (knownIds(session, shape).foreign.size > 0) return undefined
  const reason = 'no list shows the second account an id to put into the path'
  return { reason, isExcluded: target.readOnly === true }
}
