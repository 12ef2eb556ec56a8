import type { Shape } from '../contract/shape.ts'
import type { Answered } from '../exchange.ts'
import type { Expected } from '../judge/request.ts'
import { loginRequest } from '../login.ts'
import type { Session } from '../session.ts'

/** What is wrong with an answer, if anything. */
type Decision = { wrong: { rule: string; message: string } | undefined } | undefined

/**
 * A login that the schema admits with credentials that are nobody's is answered as every such login is, and as no other request is:
 * that tells a password that is too long from one that is wrong.
 * @returns a check that gives undefined for what it does not decide
 */
export function createLoginCheck(session: Session) {
  const { login, target } = session
  let nobody: string | undefined

  /** The answer to an email that nobody has. */
  async function refusal(): Promise<string | undefined> {
    if (nobody !== undefined) return nobody
    await session.fresh()
    const sent = loginRequest(login, { email: 'nobody@nowhere.invalid', password: 'nothing' })
    const answered = await session.ask(login.shape, 'login of nobody', sent)
    nobody = answered && alike(answered)
    return nobody
  }

  return async function check(shape: Shape, expected: Expected, answered: Answered): Promise<Decision> {
    if (shape !== login.shape) return undefined
    const isAlike = alike(answered) === (await refusal())
    if (!expected.accepted) {
      return isAlike ? { wrong: { rule: 'refused', message: `judged as credentials: ${expected.why}` } } : undefined
    }
    const email = String(expected.values[login.email]).toLowerCase()
    const isKnown = target.accounts.some(
      account => account.email.toLowerCase() === email && account.password === expected.values[login.password],
    )
    if (isKnown) return undefined
    if (isAlike) return { wrong: undefined }
    const message = `${answered.status} is not how nobody's credentials are refused, but the contract admits them`
    return { wrong: { rule: 'accepted', message } }
  }
}

const alike = ({ status, text }: Answered) => `${status} ${text}`
