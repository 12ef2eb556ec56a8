import type { Problem } from '../domain/refused.ts'
import { CreateTokenRequest, codePoints } from '../generated/schemas.gen.ts'
import { isOneLine, ONE_LINE_RULE } from '../http/one-line.ts'

/** A user as an operator or an import gives it. */
export interface UserInput {
  client_id: number
  email: string
  name: string
}

const MIN_PASSWORD = 8

/**
 * Checks an email address by the rules of a login, because it is used for one, and a name.
 * @param at names the place in messages, such as `users.csv row 2`
 * @returns the user with trimmed texts, or what is wrong
 */
export function checkUser(given: UserInput, at: string): UserInput | Problem[] {
  const email = CreateTokenRequest.shape.email.safeParse(given.email)
  const name = given.name.trim()
  const problems: Problem[] = []
  const isEmail = email.success && isOneLine(email.data)
  if (!isEmail) {
    problems.push({ at: `${at}, email`, message: 'must be an email address of at most 254 characters' })
  }
  if (!isOneLine(name)) problems.push({ at: `${at}, name`, message: ONE_LINE_RULE })
  return isEmail && problems.length === 0 ? { client_id: given.client_id, email: email.data, name } : problems
}

/** Why a new password is not accepted: a login refuses more than 1,024 characters, and fewer than 8 are too easy to guess. */
export function problemOfPassword(password: string): string | undefined {
  if (codePoints(password) < MIN_PASSWORD) return `The password must have at least ${MIN_PASSWORD} characters`
  if (CreateTokenRequest.shape.password.safeParse(password).success) return undefined
  return 'The password must have at most 1,024 characters, none of them NUL'
}
