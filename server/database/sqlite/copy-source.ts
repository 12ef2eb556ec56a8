import { realpathSync, statSync } from 'node:fs'
import type { CopySource } from '../copy/copy.ts'
import type { CopiedTable } from '../copy/table.ts'
import type { Queries } from '../database.ts'
import { type Driver, isSqliteError } from './driver.ts'
import { assertCurrent, checkOrigin } from './migrate.ts'
import { connectForReading, connectionOf, migrations } from './node.ts'
import { refusal } from './open.ts'

const COLUMNS = `
  SELECT t.name AS table_name, c.name, c.type, c.pk FROM sqlite_schema t JOIN pragma_table_info(t.name) c
  WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite^_%' ESCAPE '^' ORDER BY t.name, c.cid`

interface ColumnRow {
  table_name: string
  name: string
  type: string
  /** Place in the primary key, from 1; 0 outside of it. */
  pk: number
}

const REFERENCES = `
  SELECT t.name AS child, f."table" AS parent FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f
  WHERE t.type = 'table'`

interface Reference {
  child: string
  parent: string
}

/** Tables with AUTOINCREMENT. */
const LAST_IDS = 'SELECT name, seq AS last FROM sqlite_sequence'

/** Reads a file without changing it, so its state stays the same until another process writes. Throws DatabaseRefused. */
export async function withCopySource<T>(path: string, work: (source: CopySource) => Promise<T>): Promise<T> {
  const sqlite = openCurrent(path)
  try {
    const connection = connectionOf(sqlite)
    return await work({
      name: path,
      state: () => stateOf(realpathSync(path)),
      read: read => connection.read(read),
      tables: readTables,
      lastIds: snapshot => snapshot.all(LAST_IDS),
    })
  } catch (error) {
    throw isSqliteError(error) ? refusal(path, error) : error
  } finally {
    sqlite.close()
  }
}

function openCurrent(path: string): Driver {
  let sqlite: Driver | undefined
  try {
    sqlite = connectForReading(path)
    checkOrigin(sqlite, migrations)
    assertCurrent(sqlite, migrations)
    return sqlite
  } catch (error) {
    sqlite?.close()
    throw refusal(path, error)
  }
}

/** The file, and its log unless that is empty. A program that only reads may add or remove an empty log. */
function stateOf(file: string): string {
  const parts = [file, `${file}-wal`].map(each => {
    const stats = statSync(each, { bigint: true, throwIfNoEntry: false })
    return stats && stats.size > 0n ? `${stats.ino} ${stats.size} ${stats.mtimeNs}` : '-'
  })
  return parts.join(', ')
}

async function readTables(snapshot: Queries): Promise<CopiedTable[]> {
  const columns = Map.groupBy(await snapshot.all<ColumnRow>(COLUMNS), row => row.table_name)
  const references = await snapshot.all<Reference>(REFERENCES)
  return inOrder([...columns.keys()], references).map(name => {
    const of = columns.get(name) ?? []
    return {
      name,
      key: of
        .filter(({ pk }) => pk > 0)
        .sort((a, b) => a.pk - b.pk)
        .map(column => column.name),
      columns: of.map(column => ({ name: column.name, isText: column.type === 'TEXT' })),
    }
  })
}

/** Each table after those that its foreign keys name. */
function inOrder(names: readonly string[], references: readonly Reference[]): string[] {
  const ordered = new Set<string>()
  const add = (name: string) => {
    for (const { child, parent } of references) {
      if (child === name && parent !== name && !ordered.has(parent)) add(parent)
    }
    ordered.add(name)
  }
  for (const name of names) add(name)
  return [...ordered]
}
