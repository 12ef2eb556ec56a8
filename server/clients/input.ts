import { isCurrency } from '../domain/money.ts'
import type { Problem } from '../domain/refused.ts'
import { BillTo } from '../generated/schemas.gen.ts'

/** A client as an operator or an import gives it: the `bill_to` of its invoices and the currency of its account. */
export interface ClientInput extends BillTo {
  currency: string
  external_ref: string | null
}

/**
 * Checks a client by the rules that the contract has for `bill_to`, because its invoices show it there. Empty texts are refused.
 * @param at names the place in messages, such as `clients.csv row 2`
 */
export function problemsOfClient({ currency, external_ref, ...billTo }: ClientInput, at: string): Problem[] {
  const { error } = BillTo.safeParse(billTo)
  const problems = (error?.issues ?? []).map(issue => ({
    at: `${at}, ${issue.path.join('.')}`,
    message: issue.message,
  }))
  for (const [field, text] of Object.entries({ ...billTo, ...billTo.address, external_ref })) {
    if (typeof text === 'string' && text.trim() === '') problems.push({ at: `${at}, ${field}`, message: 'is empty' })
  }
  if (!isCurrency(currency)) problems.push({ at: `${at}, currency`, message: `${currency} is not an ISO 4217 code` })
  return problems
}
