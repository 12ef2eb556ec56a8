import { type Problem, Refused } from '../../domain/refused.ts'
import type { Param, Params, Queries } from '../database.ts'
import { type CopiedRow, type CopiedTable, describeRow, type Facts, factsSql, pageSql } from './table.ts'

/** Where a database is copied from. */
export interface CopySource {
  /** Path of the file. */
  name: string
  /** Differs after any write. */
  state(): string
  read<T>(work: (snapshot: Queries) => Promise<T>): Promise<T>
  /** In the order of foreign keys: a row is copied after the rows that it names. */
  tables(snapshot: Queries): Promise<CopiedTable[]>
  /** The highest id that was ever given, for tables whose ids are never given again. */
  lastIds(snapshot: Queries): Promise<{ name: string; last: number }[]>
}

/** How far a copy has come. */
export interface CopyProgress {
  /** state() of the source. */
  source: string
  /** The time of the snapshot. */
  as_of: string
  /** The table of the last batch; empty before the first. */
  table_name: string
  /** The key of the last row of that batch, as JSON. */
  last_key: string
  batches: number
  rows: number
}

/** Where a database is copied to. Has the schema of this release. */
export interface CopyTarget {
  progress(): Promise<CopyProgress | undefined>
  /** Whether a finished copy of this state of the source is recorded. */
  isCopyOf(source: string): Promise<boolean>
  isEmpty(tables: readonly CopiedTable[]): Promise<boolean>
  /** Empties the tables and records that a copy is unfinished. */
  begin(progress: CopyProgress, tables: readonly CopiedTable[]): Promise<void>
  /**
   * Stores rows and how far the copy has come, both or neither. Throws Refused if another process has copied meanwhile, and for a row
   * that breaks a rule of the target.
   */
  insert(table: CopiedTable, rows: readonly CopiedRow[], progress: CopyProgress): Promise<void>
  facts(table: CopiedTable): Promise<Facts>
  /** Lets new ids follow the copied ones, and removes the record of an unfinished copy. @param record runs in the same transaction */
  finish(
    tables: readonly CopiedTable[],
    lastIds: readonly { name: string; last: number }[],
    record: (queries: Queries) => Promise<void>,
  ): Promise<void>
}

export interface CopyOptions {
  /** The time now. */
  now: string
  /** Records a finished copy, in the transaction that finishes it. */
  record: (queries: Queries, copied: Copied) => Promise<void>
  /** Called after each batch. */
  onProgress?: (rows: number) => void
}

export interface Copied {
  /** state() of the source. */
  source: string
  /** The time of the snapshot. */
  as_of: string
  rows: number
  tables: number
}

/** Rows of a batch. A row may have 20,000 characters, so a batch may take some 30 MB. */
const LIMIT = 500

/**
 * Copies a snapshot of a database in batches, continues a copy that was interrupted, and compares both sides. A copy continues only
 * if the source has not changed since: otherwise it starts again. Throws Refused if the target has other data, if both sides
 * differ, or if the source has changed during the copy, which is then unfinished.
 * @returns undefined if this state of the source has been copied already
 */
export async function copySnapshot(
  source: CopySource,
  target: CopyTarget,
  options: CopyOptions,
): Promise<Copied | undefined> {
  // Before the snapshot: a write between the two makes the copy start again instead of being missed.
  const state = source.state()
  return source.read(async snapshot => {
    const tables = await source.tables(snapshot)
    let progress = await target.progress()
    if (!progress && !(await target.isEmpty(tables))) {
      if (await target.isCopyOf(state)) return undefined
      throw new Refused('The target has other data. Copy into a new database')
    }
    if (progress?.source !== state) {
      progress = { source: state, as_of: options.now, table_name: '', last_key: '', batches: 0, rows: 0 }
      await target.begin(progress, tables)
    }
    progress = await copyRows(snapshot, tables, target, progress, options)
    await compare(snapshot, tables, target)
    if (source.state() !== state) throw hasChanged(source, progress)
    const copied = { source: state, as_of: progress.as_of, rows: progress.rows, tables: tables.length }
    await target.finish(tables, await source.lastIds(snapshot), queries => options.record(queries, copied))
    return copied
  })
}

const hasChanged = ({ name }: CopySource, { as_of, rows }: CopyProgress) =>
  new Refused(
    `${rows} rows were copied as they were at ${as_of}, but ${name} has changed since. The copy is unfinished: stop the server and run the command again, which starts from the beginning`,
  )

async function copyRows(
  snapshot: Queries,
  tables: readonly CopiedTable[],
  target: CopyTarget,
  from: CopyProgress,
  { onProgress }: CopyOptions,
): Promise<CopyProgress> {
  let progress = from
  const first = tables.findIndex(({ name }) => name === from.table_name)
  for (const [index, table] of tables.entries()) {
    if (index < first) continue
    let last: Param[] = index === first ? JSON.parse(from.last_key) : []
    for (;;) {
      const rows = await readPage(snapshot, table, last)
      const end = rows.at(-1)
      if (!end) break
      assertStorable(table, rows)
      last = table.key.map(column => end[column] ?? null)
      progress = {
        ...progress,
        table_name: table.name,
        last_key: JSON.stringify(last),
        batches: progress.batches + 1,
        rows: progress.rows + rows.length,
      }
      await target.insert(table, rows, progress)
      onProgress?.(progress.rows)
      if (rows.length < LIMIT) break
    }
  }
  return progress
}

function readPage(snapshot: Queries, table: CopiedTable, last: readonly Param[]): Promise<CopiedRow[]> {
  const params: Params = { limit: LIMIT }
  for (const [index, value] of last.entries()) params[`key${index}`] = value
  return snapshot.all<CopiedRow>(pageSql(table, last.length === 0), params)
}

const NUL = '\0'

/** SQLite stores the character NUL in texts, and PostgreSQL does not. */
function assertStorable(table: CopiedTable, rows: readonly CopiedRow[]): void {
  for (const row of rows) {
    for (const [column, value] of Object.entries(row)) {
      if (typeof value !== 'string' || !value.includes(NUL)) continue
      const place = describeRow(table, row)
      throw new Refused(`${place}: ${column} contains the character NUL, which PostgreSQL cannot store`)
    }
  }
}

/** Throws Refused with the tables and columns that differ. */
async function compare(snapshot: Queries, tables: readonly CopiedTable[], target: CopyTarget): Promise<void> {
  const problems: Problem[] = []
  for (const table of tables) {
    const expected = (await snapshot.one<Facts>(factsSql(table))) ?? {}
    const found = await target.facts(table)
    for (const [fact, value] of Object.entries(expected)) {
      if (found[fact] === value) continue
      problems.push({ at: `${table.name}, ${fact}`, message: `${value} in the source and ${found[fact]} in the copy` })
    }
  }
  if (problems.length > 0) {
    throw new Refused('The copy differs from the source. Copy into a new database', problems)
  }
}
