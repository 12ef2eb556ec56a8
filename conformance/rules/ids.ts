import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Shape } from '../contract/request-shape.ts'
import { responsesOf } from '../contract/responses.ts'
import type { IdChoice } from '../requests/case.ts'
import { collectionOf } from '../session/session.ts'

const REFUSED = {
  foreign: "the id of another client's row is refused",
  missing: 'an id that does not exist is refused',
} as const

type Choice = keyof typeof REFUSED

/** The rules of an operation with an id, each with the kind of id that the cases that check it need. */
export function idRulesOf(document: OpenApiDocument, shape: Shape): { name: string; choice: Choice }[] {
  const choices: Choice[] =
    shape.ids.length === 0 ? [] : hasOwner(document, shape) ? ['foreign', 'missing'] : ['missing']
  return choices.map(choice => ({ name: `${shape.id}: ${REFUSED[choice]}`, choice }))
}

/** Whether an operation is refused for the rows of another client. */
const hasOwner = (document: OpenApiDocument, { operation, isSecured }: Shape): boolean =>
  isSecured && responsesOf(document, operation).some(({ status }) => status === '403')

/** Whether the rows of a list belong to a client, which follows from the operations with their ids. */
export function isOwned(document: OpenApiDocument, shapes: readonly Shape[], list: Shape): boolean {
  const below = shapes.filter(shape => shape.ids.length > 0 && collectionOf(shapes, shape) === list)
  return below.length === 0 || below.some(shape => hasOwner(document, shape))
}

/** The rule that a case with this id checks; undefined if it checks none. */
export const idRuleOf = ({ id }: Shape, choice: IdChoice | undefined): string | undefined =>
  choice === 'foreign' || choice === 'missing' ? `${id}: ${REFUSED[choice]}` : undefined
