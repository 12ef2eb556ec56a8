import path from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { CsvKind } from '../import/csv-fields.ts'
import type { CsvFileOptions } from '../import/csv-file.ts'
import { type Counts, type Imported, type ImportFile, importFiles } from '../import/import.ts'
import type { Define } from './define.ts'
import { table } from './text.ts'
import { UsageError } from './usage-error.ts'

interface ImportOptions
  extends Pick<CsvFileOptions, 'delimiter' | 'encoding' | 'decimal'>,
    Partial<Pick<CsvFileOptions, 'map' | 'set'>> {
  as?: CsvKind
  dryRun?: true
}

const KINDS: readonly CsvKind[] = ['clients', 'users', 'invoices', 'payments']

export function addImportCommand(program: Command, define: Define): void {
  define(
    program
      .command('import')
      .description('add clients, users, subscriptions, invoices, payments and tickets of another system')
      .argument('<file...>', 'JSON files in the form of docs/import.schema.json, or CSV files')
      .option('--dry-run', 'check everything, show the first rows of CSV files, and write nothing')
      .addOption(new Option('--as <kind>', 'what CSV files contain; by default what they are named').choices(KINDS))
      .option('--map <column=field>', 'the field of a CSV column; "column=" ignores one, "*=" all others', addPair)
      .option('--set <field=value>', 'the value of a field in all rows of CSV files', addPair)
      .option('--delimiter <character>', 'between the values of a CSV file', oneCharacter, ',')
      .option('--decimal <character>', 'decimal separator of a CSV file', oneCharacter, '.')
      .option('--encoding <name>', 'encoding of a CSV file, such as windows-1252', encoding, 'utf-8')
      .addHelpText('after', HELP),
    async (session, files: string[], { dryRun, ...options }: ImportOptions) => {
      const isDryRun = dryRun ?? false
      const [checking, writing] = [session.progress('Checking'), session.progress('Writing')]
      const imported = await importFiles(
        files.map(file => toFile(file, options)),
        {
          database: await session.database,
          now: session.now,
          isDryRun,
          begin: (counts, work) =>
            session.change(async queries => {
              await work(queries)
              return { result: undefined, subject: files.join(', '), details: { ...counts } }
            }),
          onChecked: changes => checking({ changes }),
          onWritten: (changes, total) => writing({ changes, total }),
        },
      )
      const { counts, preview } = imported
      const data = { dry_run: isDryRun, ...counts, ...(isDryRun ? { preview } : {}) }
      return { data, text: isDryRun ? `${previewText(imported)}${countsText(counts)}` : countsText(counts) }
    },
  )
}

const HELP = `
A row is found by its external_ref, an invoice or ticket by its number, a user by the email address. A second run changes nothing. A row
that differs from the database is refused: change it with the other commands, or in the file. Everything is checked first, and nothing
is written if anything is refused. An import that was interrupted is completed by the same command. docs/import.md explains the fields.

Examples:
  clustrix import data.json --dry-run
  clustrix import clients.csv invoices.csv payments.csv
  clustrix import list.csv --as clients --map "Company=name" --map "*=" --set currency=EUR --delimiter ";" --encoding windows-1252`

function addPair(text: string, pairs: ReadonlyMap<string, string> = new Map()): Map<string, string> {
  const at = text.lastIndexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be a name, "=" and a value.')
  return new Map(pairs).set(text.slice(0, at), text.slice(at + 1))
}

function oneCharacter(text: string): string {
  const character = text === '\\t' ? '\t' : text
  if (character.length !== 1 || '"\r\n'.includes(character)) throw new InvalidArgumentError('It must be one character.')
  return character
}

function encoding(name: string): string {
  try {
    return new TextDecoder(name).encoding
  } catch {
    throw new InvalidArgumentError('It must be the name of an encoding, such as utf-8 or windows-1252.')
  }
}

function toFile(
  file: string,
  { as, map = new Map(), set = new Map(), ...options }: Omit<ImportOptions, 'dryRun'>,
): ImportFile {
  const { name, ext } = path.parse(file)
  if (ext.toLowerCase() === '.json') return { path: file }
  const kind = as ?? KINDS.find(each => each === name)
  if (kind === undefined) throw new UsageError(`${file}: name what it contains with --as ${KINDS.join('|')}`)
  return { path: file, csv: { ...options, map, set, kind } }
}

const previewText = ({ preview }: Imported): string =>
  preview.map(({ place, row }) => `${place}: ${JSON.stringify(row, null, 2)}\n`).join('')

function countsText(counts: Counts): string {
  const rows = Object.entries(counts).filter(([, count]) => count.new + count.unchanged > 0)
  const columns = {
    rows: ([kind]: (typeof rows)[number]) => kind,
    new: ([, count]: (typeof rows)[number]) => count.new,
    unchanged: ([, count]: (typeof rows)[number]) => count.unchanged,
  }
  const isNothing = rows.every(([, count]) => count.new === 0)
  return `${table(columns, rows)}${isNothing ? 'Nothing is new; nothing was changed.\n' : ''}`
}
