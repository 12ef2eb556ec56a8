import type { Shape } from '../contract/request-shape.ts'
import type { ReceivedResponse } from '../exchange/exchange.ts'
import { loginRequest } from '../session/login.ts'
import type { Session } from '../session/session.ts'
import type { Expected } from '../validation/request.ts'

/** What is wrong with a response, if anything. */
type Decision = { wrong: { rule: string; message: string } | undefined } | undefined

/**
 * A login that is valid by schema but has unknown credentials must get the same response as every such login and differ from any
 * other refusal: that distinguishes a password that is too long from a wrong one.
 * @returns a check that returns undefined for requests it does not decide
 */
export function createLoginCheck(session: Session) {
  const { login, target } = session
  if (!login) return async () => undefined
  let unknownLogin: string | undefined

  /** The response to an unknown email. */
  const refusal = async (): Promise<string | undefined> => {
    if (unknownLogin !== undefined) return unknownLogin
    await session.fresh()
    const sent = loginRequest(login, { email: 'nobody@nowhere.invalid', password: 'nothing' })
    const response = await session.send(login.shape, 'login with unknown email', sent)
    unknownLogin = response && alike(response)
    return unknownLogin
  }

  return async (shape: Shape, expected: Expected, response: ReceivedResponse): Promise<Decision> => {
    if (shape !== login.shape) return undefined
    const isAlike = alike(response) === (await refusal())
    if (!expected.accepted) {
      return isAlike
        ? { wrong: { rule: 'refusal', message: `refused as wrong credentials: ${expected.why}` } }
        : undefined
    }
    const email = String(expected.values[login.email]).toLowerCase()
    const isKnown = target.accounts.some(
      account => account.email.toLowerCase() === email && account.password === expected.values[login.password],
    )
    if (isKnown) return undefined
    if (isAlike) return { wrong: undefined }
    const message = `${response.status} differs from the response to unknown credentials, but the contract accepts the request`
    return { wrong: { rule: 'acceptance', message } }
  }
}

const alike = ({ status, text }: ReceivedResponse) => `${status} ${text}`
