import type { Shape } from '../contract/request-shape.ts'
import type { IdChoice } from '../requests/case.ts'

const REFUSED = {
  foreign: "the id of another client's row is refused",
  missing: 'an id that does not exist is refused',
} as const

type Choice = keyof typeof REFUSED

/** The rules of every operation with an id, which its cases check, with the id that they need. */
export function idRulesOf({ id, ids, isSecured }: Shape): { name: string; choice: Choice }[] {
  const choices: Choice[] = ids.length === 0 ? [] : isSecured ? ['foreign', 'missing'] : ['missing']
  return choices.map(choice => ({ name: `${id}: ${REFUSED[choice]}`, choice }))
}

/** The rule that a case with this id checks; undefined if it checks none. */
export const idRuleOf = ({ id }: Shape, choice: IdChoice | undefined): string | undefined =>
  choice === 'foreign' || choice === 'missing' ? `${id}: ${REFUSED[choice]}` : undefined
