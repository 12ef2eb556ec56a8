import type { Shape } from '../contract/request-shape.ts'
import { baseBody, baseQuery } from '../requests/base.ts'
import type { Case, IdChoice, Recipe, TokenChoice } from '../requests/case.ts'
import { casesOf } from '../requests/cases.ts'
import { idRuleOf } from '../rules/ids.ts'
import { requestOf, type Session } from '../session/session.ts'
import { createExpectation } from '../validation/expectation.ts'
import type { Expected } from '../validation/request.ts'
import { compare } from './compare.ts'
import { knownIds, missingId } from './ids.ts'
import { createLoginCheck } from './logins.ts'

/** All cases that may be sent to this target. Without a login, operations that need a token have only the cases without a valid one. */
export const allCases = (
  { document, shapes, tested, target, at }: Session,
  operations: readonly string[] | undefined,
): { shape: Shape; given: Case }[] =>
  shapes
    .filter(({ id }) => !operations || operations.includes(id))
    .filter(({ method }) => !target.readOnly || method === 'GET')
    .flatMap(shape => casesOf(document, shape, at).map(given => ({ shape, given })))
    .filter(({ shape, given }) => tested.includes(shape) || (given.recipe.token ?? 'own') !== 'own')
    // A fetch Request cannot have a body with these methods (Fetch, 5.4).
    .filter(({ shape, given }) => given.recipe.body?.bytes === undefined || !/^(GET|HEAD)$/.test(shape.method))

/**
 * Sends each case and compares the response with what the contract requires. On a target that cannot be reset, an accepted write is
 * sent once per media type.
 */
export async function runCases(
  session: Session,
  cases: readonly { shape: Shape; given: Case }[],
  onDone: (how: 'sent' | 'skipped' | 'undecided') => void,
): Promise<void> {
  const { document, target } = session
  const expect = createExpectation(document)
  const checkLogin = createLoginCheck(session)
  const written = new Set<string>()

  for (const { shape, given } of cases) {
    const ids = knownIds(session, shape)
    const own = String(session.allowed.get(shape.id) ?? [...ids.own][0] ?? missingId(session, shape))
    const recipe = completed(session, shape, given.recipe, own)
    const expected = expect(shape, recipe, recipe.body, ids)
    const isForeignMissing = recipe.id === 'foreign' && ids.foreign.size === 0
    const isSent = expected && !isForeignMissing && !isTooMuch(shape, expected, recipe.body?.type ?? '')
    onDone(isSent ? 'sent' : expected ? 'skipped' : 'undecided')
    if (!isSent) continue
    await session.fresh()
    const isOwnEnd = shape === session.login?.revoke && recipe.token === undefined
    const sent = requestOf(shape, {
      id: idOf(session, shape, recipe.id, own),
      query: recipe.query ?? '',
      token: await tokenOf(session, shape, recipe.token ?? 'own', isOwnEnd && !target.reset),
      headers: { ...authorization(recipe.token), ...recipe.headers },
      body: recipe.body,
    })
    const response = await session.send(shape, given.name, sent)
    if (!response) continue
    const decision = await checkLogin(shape, expected, response)
    const wrong = decision ? decision.wrong : compare(expected, response)
    session.recorder.rules.saw(idRuleOf(shape, given.recipe.id) ?? '')
    if (wrong) session.recorder.addViolation(shape, given.name, wrong, { sent, response })
  }

  function isTooMuch(shape: Shape, expected: Expected, type: string): boolean {
    if (target.reset || !expected.accepted || shape.method === 'GET') return false
    // Its success was observed while looking for an id.
    if (shape.ids.length > 0) return true
    const key = `${shape.id} ${type}`
    if (written.has(key)) return true
    written.add(key)
    return false
  }
}

async function tokenOf(
  session: Session,
  shape: Shape,
  choice: TokenChoice,
  isNew: boolean,
): Promise<string | undefined> {
  return shape.isSecured && choice === 'own' ? session.token(0, isNew) : undefined
}

const authorization = (choice: TokenChoice | undefined): Record<string, string> =>
  typeof choice === 'object' ? { Authorization: choice.raw } : {}

/** A recipe with everything it leaves out filled in from a valid request. */
function completed(session: Session, shape: Shape, recipe: Recipe, own: string): Recipe {
  const { document, at } = session
  const { id } = recipe
  return {
    ...recipe,
    id: typeof id === 'object' && 'like' in id ? { raw: id.like.replace('#', own) } : id,
    query: recipe.query ?? baseQuery(document, shape, at),
    headers: recipe.headers ?? session.headersFor(shape),
    body: recipe.body ?? baseBody(document, shape, at),
  }
}

function idOf(session: Session, shape: Shape, choice: IdChoice = 'own', own: string): string {
  if (shape.ids.length === 0) return ''
  if (typeof choice === 'object') return 'raw' in choice ? choice.raw : ''
  if (choice === 'own') return own
  return String(choice === 'foreign' ? [...knownIds(session, shape).foreign][0] : missingId(session, shape))
}
