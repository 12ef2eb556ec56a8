import { writeFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import { Refused } from '../domain/refused.ts'
import { dateOf } from '../domain/time.ts'
import { InvoiceStatus } from '../generated/schemas.gen.ts'
import { browseInvoices, invoiceIdOf, issuedInvoice, type ListedInvoice, showInvoice } from '../invoices/browse.ts'
import { contentsOf } from '../invoices/content.ts'
import { discardDraft, issueDraft } from '../invoices/drafts.ts'
import { readInvoices } from '../invoices/input.ts'
import { addDraft, issueInvoice } from '../invoices/issue.ts'
import { voidInvoice } from '../invoices/void.ts'
import { toPrintedInvoice } from '../pdf/printed-invoice.ts'
import { createRenderer } from '../pdf/worker-renderer.ts'
import { createSellers } from '../seller/store.ts'
import { date, wholeNumber } from './arguments.ts'
import type { Define } from './define.ts'
import { readText } from './files.ts'
import { invoiceText } from './invoice-text.ts'
import { issueTerms } from './issue-terms.ts'
import { issuingSeller } from './issuing-seller.ts'
import type { Session } from './session.ts'
import { table } from './text.ts'
import { UsageError } from './usage-error.ts'

const ID = 'number of the invoice, such as INV-2026-0001, or its id'

export function addInvoiceCommands(program: Command, define: Define): void {
  const invoice = program.command('invoice').description('invoices and drafts')

  define(
    invoice
      .command('issue')
      .description('issue invoices of a JSON file, or a draft')
      .argument('[file]', 'a JSON file with one invoice or a list of them; - for standard input')
      .option('--draft', 'keep them as drafts')
      .option('--id <id>', 'issue this draft', wholeNumber(1))
      .option('--date <date>', 'date of issue (default: that of the file, or today)', date)
      .option('--due <date>', 'due date (default: that of the file, or by the payment terms of the seller)', date)
      .addHelpText('after', '\nExample: clustrix invoice issue november.json'),
    async (session, file: string | undefined, options: IssueOptions) => {
      if ((file === undefined) === (options.id === undefined)) throw new UsageError('Give either a file or --id')
      const invoices =
        file === undefined ? await issueOneDraft(session, options) : await issueFile(session, file, options)
      return { data: invoices, text: table(LIST_COLUMNS, invoices) }
    },
  )

  define(
    invoice
      .command('list')
      .description('list issued invoices or drafts, newest first')
      .option('--client <id>', 'only invoices of this client', wholeNumber(1))
      .addOption(new Option('--status <status>', 'only invoices with this status').choices(InvoiceStatus.options))
      .option('--drafts', 'list drafts instead')
      .option('--before <id>', 'only invoices with a lower id', wholeNumber(1), Number.MAX_SAFE_INTEGER)
      .option('--limit <n>', 'at most this many', wholeNumber(1, 1000), 50)
      .addHelpText('after', '\nExample: clustrix invoice list --status overdue'),
    async (session, { client, ...options }: ListOptions) => {
      const page = { ...options, ...(client !== undefined && { client_id: client }) }
      const invoices = await session.read(queries => browseInvoices(queries, page, today(session), origin(session)))
      return { data: invoices, text: table(LIST_COLUMNS, invoices) }
    },
  )

  define(
    invoice
      .command('show')
      .description('show an invoice with its lines, taxes and payments')
      .argument('<invoice>', ID)
      .addHelpText('after', '\nExample: clustrix invoice show INV-2026-0006'),
    async (session, text: string) => {
      const shown = await session.read(async queries =>
        showInvoice(queries, await invoiceIdOf(queries, text), today(session), origin(session)),
      )
      return { data: shown, text: invoiceText(shown) }
    },
  )

  define(
    invoice
      .command('void')
      .description('take back an issued invoice of which nothing has been paid')
      .argument('<invoice>', ID)
      .option('--yes', 'do not ask')
      .addHelpText('after', '\nExample: clustrix invoice void INV-2026-0012 --yes'),
    async (session, text: string, { yes }: { yes?: boolean }) => {
      const { id, number } = await session.read(async queries =>
        showInvoice(queries, await invoiceIdOf(queries, text), today(session), origin(session)),
      )
      await session.confirm(`Void invoice ${number ?? id}?`, yes)
      const voided = await session.change(async (queries, now) => {
        await voidInvoice(queries, id, now)
        const result = await showInvoice(queries, id, dateOf(now), origin(session))
        return { result, subject: `invoice ${result.number}` }
      })
      return { data: voided, text: `Invoice ${voided.number} is void.\n` }
    },
  )

  define(
    invoice
      .command('discard')
      .description('delete a draft')
      .argument('<id>', 'id of the draft', wholeNumber(1))
      .option('--yes', 'do not ask')
      .addHelpText('after', '\nExample: clustrix invoice discard 113 --yes'),
    async (session, id: number, { yes }: { yes?: boolean }) => {
      await session.confirm(`Delete draft ${id}?`, yes)
      await session.change(async queries => {
        await discardDraft(queries, id)
        return { result: undefined, subject: `draft ${id}` }
      })
      return { data: { id }, text: `Deleted draft ${id}.\n` }
    },
  )

  define(
    invoice
      .command('pdf')
      .description('write the PDF of an issued invoice to a new file')
      .argument('<invoice>', ID)
      .requiredOption('--out <file>', 'the file to write')
      .addHelpText('after', '\nExample: clustrix invoice pdf INV-2026-0006 --out INV-2026-0006.pdf'),
    async (session, text: string, { out }: { out: string }) => {
      const printed = await session.read(async queries => {
        const id = await invoiceIdOf(queries, text)
        const issued = await issuedInvoice(queries, id, today(session))
        const stored = await createSellers()(queries, issued.client_id, id)
        return toPrintedInvoice(issued, stored ?? (await issuingSeller(session.terminal, queries)).seller)
      })
      const renderer = createRenderer()
      try {
        writeNewFile(out, await renderer.render(printed))
      } finally {
        await renderer.close()
      }
      return { data: { number: printed.number, file: out }, text: `Wrote invoice ${printed.number} to ${out}.\n` }
    },
  )
}

interface IssueOptions {
  draft?: boolean
  id?: number
  date?: string
  due?: string
}

interface ListOptions {
  client?: number
  status?: string
  drafts?: boolean
  before: number
  limit: number
}

const today = (session: Session) => dateOf(session.now)

/** Of links in JSON output. Without PUBLIC_URL they are paths. */
const origin = (session: Session) => session.terminal.env.PUBLIC_URL ?? ''

const LIST_COLUMNS = {
  id: (row: ListedInvoice) => row.id,
  number: (row: ListedInvoice) => row.number,
  client: (row: ListedInvoice) => row.client_id,
  status: (row: ListedInvoice) => row.status,
  issued: (row: ListedInvoice) => row.issue_date,
  due: (row: ListedInvoice) => row.due_date,
  total: (row: ListedInvoice) => `${row.total} ${row.currency}`,
  'amount due': (row: ListedInvoice) => row.amount_due,
}

/** All invoices of the file, or none. */
async function issueFile(session: Session, file: string, { draft, date, due }: IssueOptions) {
  const invoices = readInvoices(await readText(session.terminal, file), file === '-' ? 'Standard input' : file)
  return session.change(async (queries, now) => {
    const contents = await contentsOf(queries, invoices)
    const terms = draft ? undefined : await issueTerms(session, queries, now)
    const result: ListedInvoice[] = []
    for (const { client, content } of contents) {
      const dated = { ...content, issue_date: date ?? content.issue_date, due_date: due ?? content.due_date }
      const id = terms ? await issueInvoice(queries, client, dated, terms) : await addDraft(queries, client, dated, now)
      result.push(await showInvoice(queries, id, dateOf(now), origin(session)))
    }
    return {
      result,
      subject: subjectOf(result),
      details: { invoices: result.map(({ id, number }) => number ?? id) },
    }
  })
}

function subjectOf(invoices: readonly ListedInvoice[]): string {
  const names = invoices.map(({ id, number }) => (number === null ? `draft ${id}` : `invoice ${number}`))
  return names.length === 1 ? `${names[0]}` : `${names[0]} and ${names.length - 1} more`
}

async function issueOneDraft(session: Session, { id = 0, draft, date, due }: IssueOptions) {
  if (draft) throw new UsageError('--draft needs a file')
  return session.change(async (queries, now) => {
    const replaced = { ...(date && { issue_date: date }), ...(due && { due_date: due }) }
    const issued = await issueDraft(queries, id, await issueTerms(session, queries, now), replaced)
    const invoice: ListedInvoice = await showInvoice(queries, issued, dateOf(now), origin(session))
    return { result: [invoice], subject: `invoice ${invoice.number}`, details: { draft: id } }
  })
}

/** An existing file is kept. Throws Refused. */
function writeNewFile(file: string, bytes: Uint8Array): void {
  try {
    writeFileSync(file, bytes, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw new Refused(`${file} cannot be written: ${(error as Error).message}`)
  }
}
