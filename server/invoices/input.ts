import { z } from '@hono/zod-openapi'
import { isDate } from '../domain/dates.ts'
import { type Problem, Refused } from '../domain/refused.ts'
import { LineItem, NotBlank } from '../generated/schemas.gen.ts'

const date = z.string().refine(isDate, 'must be a date such as 2026-11-22').nullish()

/** Printed on the invoice. @param longest in code points */
const text = (longest: number) =>
  NotBlank.refine(value => [...value].length <= longest, `must not be longer than ${longest} characters`).refine(
    value => !/[^\P{Cc}\n\r\t]/u.test(value),
    'must not contain control characters',
  )

/** The decimals are checked later, because their number depends on the currency. */
const decimal = z.string({ error: 'must be a text with a decimal, such as "2.50"' })

const Line = z.strictObject({
  description: text(1000),
  quantity: decimal,
  unit_price: decimal,
  discount: decimal.nullish(),
  tax_rate: decimal,
  tax_category: LineItem.shape.tax_category,
  exemption_reason: text(255).nullish(),
  period_start: date,
  period_end: date,
  subscription_id: z.int().min(1).nullish(),
})

const InvoiceInput = z
  .strictObject({
    client_id: z.int().min(1).nullish(),
    client_external_ref: z.string().min(1).nullish(),
    currency: z.string().nullish(),
    issue_date: date,
    due_date: date,
    po_number: text(64).nullish(),
    notes: text(2000).nullish(),
    subscription_id: z.int().min(1).nullish(),
    exemption_reason: text(255).nullish(),
    line_items: z.array(Line).min(1).max(1000),
  })
  .refine(({ client_id, client_external_ref }) => (client_id == null) !== (client_external_ref == null), {
    path: ['client_id'],
    message: 'give either client_id or client_external_ref',
  })

/** An invoice as an operator gives it. Amounts are decimals as in the contract. */
export type InvoiceInput = z.infer<typeof InvoiceInput>
export type LineInput = InvoiceInput['line_items'][number]

/** One transaction with this many invoices stays short. */
const MAX_INVOICES = 50

/**
 * Reads one invoice or a list of invoices. Throws Refused with every fault.
 * @param json the text of a file
 * @param name of the file, for messages
 */
export function readInvoices(json: string, name: string): InvoiceInput[] {
  const given = parseJson(json, name)
  const list = Array.isArray(given) ? given : [given]
  if (list.length === 0) throw new Refused(`${name} contains no invoice`)
  if (list.length > MAX_INVOICES) {
    throw new Refused(
      `${name} contains ${list.length} invoices; one command issues at most ${MAX_INVOICES}, so split the file`,
    )
  }
  const problems: Problem[] = []
  const invoices = list.flatMap((each, index) => {
    const { data, error } = InvoiceInput.safeParse(each)
    for (const issue of error?.issues ?? []) {
      problems.push({ at: placeOf(index, issue.path.join('.')), message: messageOf(issue) })
    }
    return data ? [data] : []
  })
  if (problems.length > 0) throw new Refused(`${name} is not valid; nothing was changed`, problems)
  return invoices
}

/** `invoice 2, line_items.0.quantity` */
export const placeOf = (index: number, path: string): string => `invoice ${index + 1}${path && `, ${path}`}`

function parseJson(json: string, name: string): unknown {
  try {
    return JSON.parse(json.replace(/^\ufeff/, ''))
  } catch (error) {
    throw new Refused(`${name} is not JSON: ${(error as Error).message.replaceAll('\n', ' ')}`)
  }
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is required'
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.join(', ')}`
  if (issue.code === 'unrecognized_keys') return `has unknown fields: ${issue.keys.join(', ')}`
  if (issue.code === 'invalid_format') return 'must contain a visible character'
  // The contract's check for characters that cannot be stored has no message of its own.
  if (issue.code === 'custom' && issue.params?.rule === 'wellFormedText') return 'has characters that cannot be stored'
  return issue.message
}
