import { isCurrency } from '../domain/money.ts'
import type { Problem } from '../domain/refused.ts'
import { BillTo } from '../generated/schemas.gen.ts'
import { isOneLine, ONE_LINE_RULE } from '../http/one-line.ts'

/** A client as an operator or an import gives it: the `bill_to` of its invoices and the currency of its account. */
export interface ClientInput extends BillTo {
  currency: string
  external_ref: string | null
}

const MESSAGES: Record<string, string> = { country: 'must be an ISO 3166-1 code of two capital letters, such as DE' }

/**
 * Checks a client by the rules that the contract has for `bill_to`, because its invoices show it there. Each text is one visible line.
 * @param at names the place in messages, such as `clients.csv row 2`
 */
export function problemsOfClient({ currency, external_ref, ...billTo }: ClientInput, at: string): Problem[] {
  const { error } = BillTo.safeParse(billTo)
  const problems = (error?.issues ?? []).map(({ path, code, message }) => {
    const field = String(path.at(-1))
    return { at: `${at}, ${field}`, message: MESSAGES[field] ?? (code === 'too_big' ? 'is too long' : message) }
  })
  for (const [field, text] of Object.entries({ ...billTo, ...billTo.address, external_ref })) {
    if (field in MESSAGES || typeof text !== 'string' || isOneLine(text)) continue
    problems.push({ at: `${at}, ${field}`, message: ONE_LINE_RULE })
  }
  if (!isCurrency(currency)) problems.push({ at: `${at}, currency`, message: 'must be an ISO 4217 code, such as EUR' })
  return problems
}
