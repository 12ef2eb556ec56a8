import type { Shape } from '../contract/shape.ts'
import { createRequestJudge, type Expected } from '../judge/request.ts'
import { baseBody, baseQuery } from '../requests/base.ts'
import type { Case, IdChoice, TokenChoice } from '../requests/case.ts'
import { casesOf } from '../requests/cases.ts'
import { requestOf, type Session } from '../session.ts'
import { compare } from './compare.ts'
import { knownIds, missingId } from './ids.ts'
import { createLoginCheck } from './logins.ts'

/** All cases of the operations that may be sent to this target. */
export const allCases = ({ document, shapes, target, at }: Session): { shape: Shape; given: Case }[] =>
  shapes
    .filter(({ method }) => !target.readOnly || method === 'GET')
    .flatMap(shape => casesOf(document, shape, at).map(given => ({ shape, given })))
    // A Request of fetch has no body with these (Fetch, 5.4).
    .filter(({ shape, given }) => given.recipe.body?.bytes === undefined || !/^(GET|HEAD)$/.test(shape.method))

/**
 * Sends each case and holds the answer against what the contract has it answered with. A write that is accepted happens once for each
 * media type where the world cannot be put back.
 * @param allowed the id on which each operation succeeds
 */
export async function runCases(
  session: Session,
  cases: readonly { shape: Shape; given: Case }[],
  allowed: ReadonlyMap<string, number | undefined>,
  onDone: () => void,
): Promise<void> {
  const { document, target, at } = session
  const judge = createRequestJudge(document)
  const checkLogin = createLoginCheck(session)
  const written = new Set<string>()

  for (const { shape, given } of cases) {
    onDone()
    const { recipe } = given
    const body = recipe.body ?? baseBody(document, shape, at)
    const expected = judge.judge(shape, recipe, body, knownIds(session, shape))
    if (isTooMuch(shape, expected, body?.type ?? '')) continue
    if (recipe.id === 'foreign' && knownIds(session, shape).foreign.size === 0) continue
    await session.fresh()
    const isOwnEnd = shape === session.login.revoke && recipe.token === undefined
    const sent = requestOf(shape, {
      id: idOf(session, shape, recipe.id ?? 'own', allowed.get(shape.id)),
      query: recipe.query ?? baseQuery(document, shape, at),
      token: await tokenOf(session, shape, recipe.token ?? 'own', isOwnEnd && !target.reset),
      headers: { ...authorization(recipe.token), ...recipe.headers },
      body,
    })
    const answered = await session.ask(shape, given.name, sent)
    if (!answered) continue
    const decision = await checkLogin(shape, expected, answered)
    const wrong = decision ? decision.wrong : compare(expected, answered)
    if (wrong) session.recorder.violate(shape, given.name, wrong, { sent, answered })
  }

  function isTooMuch(shape: Shape, expected: Expected, type: string): boolean {
    if (target.reset || !expected.accepted || shape.method === 'GET') return false
    // Its success has been seen while an id was looked for.
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

function idOf(session: Session, shape: Shape, choice: IdChoice, allowed: number | undefined): string {
  if (shape.ids.length === 0) return ''
  const { own, foreign } = knownIds(session, shape)
  const [anyOwn] = own
  const [anyForeign] = foreign
  if (choice === 'own') return String(allowed ?? anyOwn ?? missingId(session, shape))
  if (choice === 'foreign') return String(anyForeign)
  return choice === 'missing' ? String(missingId(session, shape)) : choice.raw
}
