import path from 'node:path'
import type { Database, Queries } from '../database/database.ts'
import { reserveNumbers } from '../database/numbers.ts'
import { Refused } from '../domain/refused.ts'
import type { Kind } from './checked.ts'
import { readJsonFile } from './json-file.ts'
import { linkRows } from './link.ts'
import { Problems } from './problems.ts'
import { Staging } from './staging.ts'
import { writeRows } from './write.ts'

export type Counts = Record<Kind, { new: number; unchanged: number }>

export interface ImportOptions {
  database: Database
  now: string
  /** Whether everything is checked, but nothing is written. */
  isDryRun: boolean
  /** Makes the first change, with its entry in the audit log. */
  begin(counts: Counts, work: (queries: Queries) => Promise<void>): Promise<void>
  onProgress(step: 'Checking' | 'Writing', rows: number, total?: number): void
}

/** Checks all files, then writes the rows that are new. Throws Refused, and has written nothing, if anything is wrong. */
export async function importFiles(files: readonly string[], options: ImportOptions): Promise<Counts> {
  const { database, now, isDryRun, begin, onProgress } = options
  const problems = new Problems()
  const staging = await Staging.open(problems)
  try {
    const target = { staging, problems, now }
    for (const file of files) await readJsonFile(file, path.basename(file), target)
    await staging.flush()
    await linkRows(database, staging, problems)
    refuse(problems)
    const counts = await staging.counts()
    const total = Object.values(counts).reduce((sum, each) => sum + each.new, 0)
    if (isDryRun || total === 0) return counts
    await begin(counts, async queries => {
      for (const series of await staging.series()) await reserveNumbers(queries, series)
    })
    await writeRows(database, staging, rows => onProgress('Writing', rows, total))
    return counts
  } finally {
    await staging.close()
  }
}

function refuse({ count, kept }: Problems): void {
  if (count === 0) return
  const shown = count > kept.length ? `, the first ${kept.length} are` : ''
  throw new Refused(`Nothing was imported: ${count} ${count === 1 ? 'problem' : 'problems'}${shown}`, kept)
}
