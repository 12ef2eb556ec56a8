import { decimalsOf } from '../domain/money.ts'
import { ImportPayment } from '../generated/import.gen.ts'
import { type CsvOptions, type CsvRecord, readCsv } from './csv.ts'
import { CSV_FIELDS, type CsvKind, convert } from './csv-fields.ts'
import { adders, type Target } from './json-file.ts'
import { checkPayment } from './payment.ts'
import { parseRow } from './shape.ts'
import { finders } from './store.ts'
import { Unreadable } from './unreadable.ts'

export interface CsvFileOptions extends CsvOptions {
  kind: CsvKind
  /** The decimal separator. */
  decimal: string
  /** Fields by the names of columns; an empty field ignores the column, and the column `*` stands for all others. */
  map: ReadonlyMap<string, string>
  /** The values of fields that have no column. */
  set: ReadonlyMap<string, string>
}

/** The number of rows that a dry run shows. */
const SHOWN = 3

type Values = Map<string, string>
type Add = (value: object, place: string) => Promise<void>

/** Reads a CSV file into the staged rows. */
export async function readCsvFile(file: string, name: string, options: CsvFileOptions, target: Target): Promise<void> {
  let shown = 0
  const add: Add = async (value, place) => {
    if (shown++ < SHOWN) target.preview.push({ place, row: value })
    if (options.kind === 'payments') await addPayment(value, place, target)
    else await adders[options.kind](value, place, target)
  }
  try {
    const groups = new Groups(options, target, add)
    let columns: string[] | undefined
    for await (const record of readCsv(file, options)) {
      const place = `${name} row ${record.row}`
      if (columns === undefined) {
        columns = fieldsOf(record, name, options, target)
        if (columns === undefined) return
      } else if (record.values.length !== columns.length) {
        target.problems.add(place, `has ${record.values.length} values, but the header has ${columns.length}`)
      } else await groups.add(valuesOf(record, columns, options), place)
    }
    await groups.end()
    if (columns === undefined) target.problems.add(name, 'the file is empty')
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    target.problems.add(name, error.message)
  }
}

/** The field of each column, empty for those that are ignored. Undefined, with problems, if the header is not usable. */
function fieldsOf({ values }: CsvRecord, name: string, { kind, map, set }: CsvFileOptions, { problems }: Target) {
  const before = problems.count
  const known = Object.keys(CSV_FIELDS[kind])
  const names = values.map(value => value.trim())
  const fields = names.map(column => {
    const field = map.get(column) ?? (known.includes(column) ? column : map.get('*'))
    if (field === undefined) {
      problems.add(
        `${name} row 1`,
        `the column ${column} has no field; use --map "${column}=FIELD", or "*=" to ignore all others`,
      )
    }
    return field ?? ''
  })
  for (const column of map.keys()) {
    if (column !== '*' && !names.includes(column)) problems.add(`${name} row 1`, `there is no column ${column}`)
  }
  const given = [...fields.filter(field => field !== ''), ...set.keys()]
  for (const field of given) {
    if (!known.includes(field)) problems.add(`${name} row 1`, `unknown field ${field}; known are ${known.join(', ')}`)
    else if (given.indexOf(field) !== given.lastIndexOf(field)) problems.add(`${name} row 1`, `${field} is given twice`)
  }
  return problems.count > before ? undefined : fields
}

function valuesOf({ values }: CsvRecord, columns: string[], { set }: CsvFileOptions): Values {
  const found: Values = new Map(set)
  for (const [index, field] of columns.entries()) {
    const value = values[index]?.trim() ?? ''
    if (field !== '' && value !== '') found.set(field, value)
  }
  return found
}

/** Collects the rows of an invoice, which follow each other. A row of another kind is a group of its own. */
class Groups {
  readonly #options: CsvFileOptions
  readonly #target: Target
  readonly #add: Add
  #rows: { values: Values; place: string }[] = []

  constructor(options: CsvFileOptions, target: Target, add: Add) {
    this.#options = options
    this.#target = target
    this.#add = add
  }

  async add(values: Values, place: string): Promise<void> {
    const first = this.#rows[0]
    const isSame = this.#options.kind === 'invoices' && first?.values.get('number') === values.get('number')
    if (first && !isSame) await this.end()
    this.#rows.push({ values, place })
  }

  async end(): Promise<void> {
    const rows = this.#rows
    this.#rows = []
    const [first] = rows
    if (!first) return
    const { kind } = this.#options
    if (kind !== 'invoices') return this.#add(await this.#documentOf(first.values), first.place)
    const { line: _, ...invoice } = await this.#documentOf(first.values)
    const lines: unknown[] = []
    for (const { values, place } of rows) {
      lines.push((await this.#documentOf(values)).line ?? {})
      this.#compareHeads(first, values, place)
    }
    await this.#add({ ...invoice, line_items: lines }, first.place)
  }

  /** Fields of the invoice must be the same in all of its rows. */
  #compareHeads(first: { values: Values; place: string }, values: Values, place: string): void {
    for (const [field, value] of values) {
      const isLine = CSV_FIELDS.invoices[field]?.path[0] === 'line'
      const given = first.values.get(field)
      if (!isLine && given !== value) {
        this.#target.problems.add(
          `${place}, ${field}`,
          `is ${value}, but ${given ?? 'empty'} in the first row of the invoice`,
        )
      }
    }
  }

  async #documentOf(values: Values): Promise<Record<string, unknown>> {
    const { kind, decimal } = this.#options
    const decimals = await this.#decimalsOf(values)
    const row: Record<string, unknown> = {}
    for (const [field, text] of values) {
      const { type, path } = CSV_FIELDS[kind][field] ?? { type: 'text' as const, path: [field] }
      let part = row
      for (const key of path.slice(0, -1)) {
        part[key] ??= {}
        part = part[key] as Record<string, unknown>
      }
      part[path.at(-1) ?? field] = convert(text, type, decimal, decimals)
    }
    return row
  }

  /** Of the row's currency, or of that of the invoice that a payment belongs to. */
  async #decimalsOf(values: Values): Promise<number> {
    const currency = values.get('currency') ?? (await currencyOf(values.get('invoice'), this.#target))
    if (this.#options.kind === 'payments' && currency !== undefined) values.set('currency', currency)
    try {
      return decimalsOf(currency ?? '')
    } catch {
      // The row is refused for its currency.
      return 2
    }
  }
}

/** The currency of an invoice of the files or the database. */
async function currencyOf(number: string | undefined, { staging, database }: Target): Promise<string | undefined> {
  if (number === undefined) return undefined
  const staged = await staging.find('invoices', 'name', number)
  const invoice = staged ? (await staging.at(staged.n))?.content.columns : await finders.invoices.name(database, number)
  return invoice?.currency === undefined ? undefined : String(invoice.currency)
}

async function addPayment(value: object, place: string, { staging, problems, now }: Target): Promise<void> {
  const { invoice, ...rest } = value as { invoice?: string; currency?: string }
  if (invoice === undefined) return problems.add(`${place}, invoice`, 'the number of an invoice is required')
  if (rest.currency === undefined)
    return problems.add(`${place}, invoice`, `there is no invoice ${invoice} in the files or the database`)
  const payment = parseRow(ImportPayment, rest, place, problems)
  if (payment)
    await staging.add(checkPayment(payment, { number: invoice, currency: rest.currency, issued: now }, place, problems))
}
