import type { Shape } from '../contract/shape.ts'
import type { Answered } from '../exchange.ts'
import type { Expected } from '../judge/request.ts'
import { loginRequest } from '../login.ts'
import type { Session } from '../session.ts'

/** What is wrong with a response, if anything. */
type Decision = { wrong: { rule: string; message: string } | undefined } | undefined

/**
 * A login that is valid by schema but has unknown credentials must get the same response as every such login and differ from any
 * other refusal: that distinguishes a password that is too long from a wrong one.
 * @returns a check that returns undefined for requests it does not decide
 */
export function createLoginCheck(session: Session) {
  const { login, target } = session
  let nobody: string | undefined

  /** The response to an unknown email. */
  async function refusal(): Promise<string | undefined> {
    if (nobody !== undefined) return nobody
    await session.fresh()
    const sent = loginRequest(login, { email: 'nobody@nowhere.invalid', password: 'nothing' })
    const answered = await session.ask(login.shape, 'login with unknown email', sent)
    nobody = answered && alike(answered)
    return nobody
  }

  return async function check(shape: Shape, expected: Expected, answered: Answered): Promise<Decision> {
    if (shape !== login.shape) return undefined
    const isAlike = alike(answered) === (await refusal())
    if (!expected.accepted) {
      return isAlike
        ? { wrong: { rule: 'refused', message: `refused as wrong credentials: ${expected.why}` } }
        : undefined
    }
    const email = String(expected.values[login.email]).toLowerCase()
    const isKnown = target.accounts.some(
      account => account.email.toLowerCase() === email && account.password === expected.values[login.password],
    )
    if (isKnown) return undefined
    if (isAlike) return { wrong: undefined }
    const message = `${answered.status} differs from the response to unknown credentials, but the contract accepts the request`
    return { wrong: { rule: 'accepted', message } }
  }
}

const alike = ({ status, text }: Answered) => `${status} ${text}`
