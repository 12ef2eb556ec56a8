import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Database } from '../../../server/database/database.ts'
import { operator, type Run } from '../../support/operator.ts'

export interface ImportRun extends Run {
  /** `at: message` of each problem. */
  problems: string[]
}

/** Imports a file with a name and contents into a database. */
export async function importing(
  database: Database,
  contents: string | Uint8Array | object,
  { name = 'data.json', options = [] as string[] } = {},
): Promise<ImportRun> {
  const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-test-'))
  try {
    const file = path.join(folder, name)
    const isText = typeof contents === 'string' || contents instanceof Uint8Array
    writeFileSync(file, isText ? contents : JSON.stringify(contents))
    const run = await operator(database)(['import', file, ...options, '--json'])
    const problems = (run.json.error?.problems ?? []).map(({ at, message }) => `${at}: ${message}`)
    return { ...run, problems }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
