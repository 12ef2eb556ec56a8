import path from 'node:path'
import type { Database, Queries } from '../database/database.ts'
import { reserveIds } from '../database/insert-row.ts'
import { reserveNumbers } from '../database/numbers.ts'
import { Refused } from '../domain/refused.ts'
import type { Kind } from './checked.ts'
import { type CsvFileOptions, readCsvFile } from './csv-file.ts'
import { readJsonFile } from './json-file.ts'
import { linkRows } from './link.ts'
import { Problems } from './problems.ts'
import { Staging } from './staging.ts'
import { AddedMeanwhile, writeRows } from './write.ts'

export type Counts = Record<Kind, { new: number; unchanged: number }>

/** A file, and how it is read. */
export interface ImportFile {
  path: string
  /** For a CSV file. */
  csv?: CsvFileOptions
}

export interface Imported {
  counts: Counts
  /** The first rows of CSV files as a document has them. */
  preview: { place: string; row: object }[]
}

export interface ImportOptions {
  database: Database
  now: string
  /** Whether everything is checked, but nothing is written. */
  isDryRun: boolean
  /** Makes the first change, with its entry in the audit log. */
  begin(counts: Counts, work: (queries: Queries) => Promise<void>): Promise<void>
  onChecked(rows: number): void
  onWritten(rows: number, total: number): void
}

/**
 * Checks all files, then writes the rows that are new. Throws Refused if anything is wrong, before anything is written. Only rows that
 * another process adds during the import can make it fail later.
 */
export async function importFiles(files: readonly ImportFile[], options: ImportOptions): Promise<Imported> {
  const { database, now, isDryRun, begin, onChecked, onWritten } = options
  const problems = new Problems()
  let checked = 0
  const staging = await Staging.open(problems, () => onChecked(++checked))
  try {
    const target = { staging, problems, database, now, preview: [] }
    for (const file of [...files].sort(paymentsLast)) {
      const name = path.basename(file.path)
      if (file.csv) await readCsvFile(file.path, name, file.csv, target)
      else await readJsonFile(file.path, name, target)
      await staging.flush()
    }
    await linkRows(database, staging, problems)
    refuse(problems)
    const counts = await staging.counts()
    const total = Object.values(counts).reduce((sum, each) => sum + each.new, 0)
    const imported = { counts, preview: target.preview }
    if (isDryRun || total === 0) return imported
    for (const { table, last } of await staging.lastIds()) await database.write(q => reserveIds(q, table, last))
    await begin(counts, async queries => {
      for (const series of await staging.series()) await reserveNumbers(queries, series)
    })
    await writeAll(staging, problems, database, rows => onWritten(rows, total))
    return imported
  } finally {
    await staging.close()
  }
}

/** Writes the new rows. If another process adds a row with the same key meanwhile, compares the rest with the database again. */
async function writeAll(
  staging: Staging,
  problems: Problems,
  database: Database,
  onProgress: (rows: number) => void,
): Promise<void> {
  let written = 0
  let place: string | undefined
  for (;;) {
    const before = written
    try {
      return await writeRows(database, staging, rows => {
        written = before + rows
        onProgress(written)
      })
    } catch (error) {
      // If the same row fails twice, it has a key that the comparison does not know, which is a bug.
      if (!(error instanceof AddedMeanwhile) || error.place === place) throw error
      place = error.place
    }
    await linkRows(database, staging, problems)
    refuse(problems, written)
  }
}

/** Payments are in the currency of their invoice. */
const paymentsLast = (a: ImportFile, b: ImportFile) =>
  Number(a.csv?.kind === 'payments') - Number(b.csv?.kind === 'payments')

/** @param written number of rows that have been written already */
function refuse({ count, kept }: Problems, written = 0): void {
  if (count === 0) return
  const rows = `${written} ${written === 1 ? 'row was' : 'rows were'} imported`
  const done =
    written === 0 ? 'Nothing was imported' : `Only ${rows}, because another process added some at the same time`
  const shown = count > kept.length ? `, the first ${kept.length} are` : ''
  throw new Refused(`${done}: ${count} ${count === 1 ? 'problem' : 'problems'}${shown}`, kept)
}
