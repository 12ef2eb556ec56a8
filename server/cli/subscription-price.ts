import { type Command, Option } from 'commander'
import { formatMoney, parseMoney } from '../domain/money.ts'
import { Refused } from '../domain/refused.ts'
import { TaxCategory } from '../generated/schemas.gen.ts'
import { isOneLine, ONE_LINE_RULE } from '../http/one-line.ts'
import { faultOfTax } from '../invoices/priced.ts'
import { exemptionReasonFor } from '../invoices/tax-names.ts'
import type { SubscriptionTax } from '../subscriptions/add.ts'
import { taxRate, wholeNumber } from './arguments.ts'
import { UsageError } from './usage-error.ts'

/** What `subscription add` and `subscription change` have in common. */
export interface PriceOptions {
  name?: string
  amount?: string
  quantity?: number
  taxRate?: number
  taxCategory?: TaxCategory
  exemptionReason?: string
}

export const withPrice = (command: Command): Command =>
  command
    .option('--name <text>', 'name, and description on invoices')
    .option('--amount <amount>', 'price of one unit for one period without tax, such as 149.00')
    .option('--quantity <n>', 'number of units', wholeNumber(1, 2_147_483_647))
    .option('--tax-rate <rate>', 'tax rate in percent, such as 19.00', taxRate)
    .addOption(new Option('--tax-category <code>', 'tax category (UNTDID 5305)').choices(TaxCategory.options))
    .option('--exemption-reason <text>', 'why no tax is charged, for the categories E, AE, K, G and O')

export function nameOf(text: string): string {
  const name = text.trim()
  if (!isOneLine(name)) throw new Refused(`The name ${ONE_LINE_RULE}`)
  return name
}

/** Minor units. Throws Refused. */
export function amountOf(text: string, currency: string, quantity: number): number {
  try {
    const amount = parseMoney(text, currency)
    formatMoney(amount * quantity, currency)
    return amount
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new Refused(`The amount cannot be used: ${error.message}`)
  }
}

/** Null without tax options. Throws Refused. */
export function taxOf({ taxRate, taxCategory, exemptionReason }: PriceOptions): SubscriptionTax | null {
  if (taxRate === undefined && taxCategory === undefined && exemptionReason === undefined) return null
  if (taxRate === undefined || taxCategory === undefined) {
    throw new UsageError('Give --tax-rate and --tax-category together')
  }
  const fault = faultOfTax(taxCategory, taxRate)
  if (fault) throw new Refused(`The tax rate ${fault}`)
  const tax_exemption_reason = exemptionReasonFor(taxCategory, exemptionReason)
  if (taxCategory === 'E' && tax_exemption_reason === null) {
    throw new Refused('The tax category E needs --exemption-reason')
  }
  return { tax_rate: taxRate, tax_category: taxCategory, tax_exemption_reason }
}
