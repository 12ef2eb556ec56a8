import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Database, Params, Queries } from '../database/database.ts'
import type { Row } from '../database/insert-row.ts'
import { type CheckedRow, type Content, KINDS, type Kind } from './checked.ts'
import type { Problems } from './problems.ts'

const TABLE = `
  CREATE TABLE staged (
    n INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    place TEXT NOT NULL,
    id INTEGER,
    -- The highest id of its parts.
    part_id INTEGER,
    ref TEXT,
    name TEXT,
    parent TEXT,
    date TEXT NOT NULL,
    links TEXT,
    owner INTEGER,
    position INTEGER NOT NULL,
    target_id INTEGER,
    is_valid INTEGER NOT NULL,
    -- 2 for the payments of a new invoice, which are written with it.
    is_new INTEGER NOT NULL DEFAULT 0
  ) STRICT`

/** In a table of its own: SQLite writes all of a row again when one of its columns changes. */
const CONTENTS = 'CREATE TABLE contents (n INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT'

const INDEXES = [
  'CREATE UNIQUE INDEX staged_by_id ON staged (kind, id) WHERE id IS NOT NULL',
  'CREATE UNIQUE INDEX staged_by_ref ON staged (kind, ref) WHERE ref IS NOT NULL',
  'CREATE UNIQUE INDEX staged_by_name ON staged (kind, name) WHERE name IS NOT NULL',
  'CREATE INDEX staged_by_parent ON staged (parent, position, date, n) WHERE parent IS NOT NULL',
  'CREATE INDEX staged_to_write ON staged (owner, kind, position, date, n) WHERE is_new = 1',
]

const ADD = `
  INSERT INTO staged (kind, place, id, part_id, ref, name, parent, date, position, is_valid)
  VALUES (:kind, :place, :id, :part_id, :ref, :name, :parent, :date, :position, :is_valid) ON CONFLICT DO NOTHING`

const ADD_CONTENT = 'INSERT INTO contents (n, content) VALUES (last_insert_rowid(), :content)'

const COLUMNS = 'n, kind, place, id, ref, name, parent, date, content, links, owner, position, target_id'

/** Without the content, which takes longer to read than everything else. */
const KEYS = 'n, place, owner, target_id'
const BY_ID = `SELECT ${KEYS} FROM staged WHERE kind = :kind AND id = :id`
const BY_REF = `SELECT ${KEYS} FROM staged WHERE kind = :kind AND ref = :ref`
const BY_NAME = `SELECT ${KEYS} FROM staged WHERE kind = :kind AND name = :name`
const BY_NUMBER = `SELECT ${COLUMNS} FROM staged JOIN contents USING (n) WHERE n = :n`
const BY_PARENT = `SELECT ${COLUMNS} FROM staged JOIN contents USING (n) WHERE parent = :parent AND is_valid = 1 ORDER BY position, date, n`
const PAGE = `SELECT ${COLUMNS} FROM staged JOIN contents USING (n) WHERE n > :after AND kind = :kind AND is_valid = 1 ORDER BY n LIMIT :limit`
const LINK = `
  UPDATE staged SET owner = linked.owner, target_id = linked.target_id, is_new = linked.is_new, links = linked.links
  FROM (SELECT value->>'n' AS n, value->>'owner' AS owner, value->>'target_id' AS target_id, value->>'is_new' AS is_new,
    value->'links' AS links FROM json_each(:rows)) AS linked
  WHERE staged.n = linked.n`
const TO_WRITE = `
  SELECT ${COLUMNS} FROM staged JOIN contents USING (n) WHERE is_new = 1
    AND (owner, kind, position, date, n) > (:owner, :kind, :position, :date, :n)
  ORDER BY owner, kind, position, date, n LIMIT :limit`
const COUNTS = 'SELECT kind, count(*) AS all_rows, count(nullif(is_new, 0)) AS new_rows FROM staged GROUP BY kind'
const LAST_IDS = `
  SELECT kind, coalesce(max(id), 0) AS id, max(part_id) AS part_id FROM staged WHERE is_new > 0 GROUP BY kind`
/** The highest number of each year in the form of this system. */
const SERIES = `
  SELECT substr(name, 1, 3) AS kind, CAST(substr(name, 5, 4) AS INTEGER) AS year, max(CAST(substr(name, 10) AS INTEGER)) AS last
  FROM staged WHERE kind IN (3, 5) AND is_new > 0 AND length(name) BETWEEN 10 AND 24
    AND (name GLOB 'INV-[0-9][0-9][0-9][0-9]-*' OR name GLOB 'TKT-[0-9][0-9][0-9][0-9]-*') AND substr(name, 10) NOT GLOB '*[^0-9]*'
  GROUP BY 1, 2 HAVING last > 0 AND year >= 1970`

/** The number of a new row of the files, or the negative id of a row of the database. */
export type Link = number

export interface StagedRow extends Omit<CheckedRow, 'content' | 'kind'> {
  n: number
  kind: Kind
  owner: Link | null
  position: number
  /** Of the row in the database, once it is known. */
  target_id: number | null
  content: Content
  links: Links | null
}

/** A row that another one refers to. */
export interface StagedKeys {
  n: number
  place: string
  owner: Link | null
  target_id: number | null
}

/** What the references of a row refer to. */
export interface Links {
  /** Of a payment. Those of new invoices are written together with the invoice. */
  invoice: Link | null
  subscription: Link | null
  user: Link | null
  parts: (Link | null)[]
  /** The client's name and address, for an invoice that does not state its own. */
  bill_to: Row | null
}

type StoredRow = Omit<StagedRow, 'kind' | 'content' | 'links'> & { kind: number; content: string; links: string | null }

export interface LinkedRow extends Pick<StagedRow, 'n' | 'owner' | 'target_id'> {
  links: Links
  is_new: 0 | 1 | 2
}

/** Rows are added in groups of this size. */
const GROUP = 200
const LAST = Number.MAX_SAFE_INTEGER

/** The rows of an import in a temporary database, so that everything can be checked before the first row is written. */
export class Staging {
  readonly #database: Database
  readonly #problems: Problems
  readonly #onRow: () => void
  #group: (CheckedRow & { is_valid?: 0 })[] = []

  /** @param onRow called with each row that is added */
  private constructor(database: Database, problems: Problems, onRow: () => void) {
    this.#database = database
    this.#problems = problems
    this.#onRow = onRow
  }

  static async open(problems: Problems, onRow: () => void): Promise<Staging> {
    const { openScratch } = await import('../database/sqlite/node.ts')
    const folder = mkdtempSync(path.join(tmpdir(), 'clustrix-import-'))
    const database = openScratch(path.join(folder, 'rows.db'))
    for (const sql of [TABLE, CONTENTS, ...INDEXES]) await database.run(sql)
    // The open file stays usable without its name, and is gone with the process, however that ends.
    rmSync(folder, { recursive: true })
    return new Staging(database, problems, onRow)
  }

  /** Adds a row, or a problem if another row has the same key. */
  async add(row: CheckedRow & { is_valid?: 0 }): Promise<void> {
    this.#group.push(row)
    this.#onRow()
    if (this.#group.length >= GROUP) await this.flush()
  }

  /** Adds the keys of a row that is not valid, so that rows that refer to it are not reported as well. */
  async addInvalid(kind: Kind, place: string, value: unknown): Promise<void> {
    const { id, external_ref: ref, number: name } = (value ?? {}) as Record<string, unknown>
    await this.add({
      kind,
      place,
      id: typeof id === 'number' && Number.isSafeInteger(id) ? id : null,
      ref: typeof ref === 'string' ? ref : null,
      name: typeof name === 'string' ? name : null,
      parent: null,
      date: '',
      content: NO_CONTENT,
      is_valid: 0,
    })
  }

  async flush(): Promise<void> {
    const group = this.#group
    this.#group = []
    await this.#database.write(async queries => {
      for (const row of group) {
        const { kind, content, is_valid = 1, ...same } = row
        const part_id = content.parts.reduce((highest, part) => Math.max(highest, part.id ?? 0), 0)
        const stored = { kind: KINDS.indexOf(kind), part_id, position: row.id ?? LAST, is_valid }
        if ((await queries.run(ADD, { ...same, ...stored })) === 0) await this.#addDuplicate(queries, row)
        else await queries.run(ADD_CONTENT, { content: JSON.stringify(content) })
      }
    })
  }

  async #addDuplicate(queries: Queries, row: CheckedRow): Promise<void> {
    for (const key of ['id', 'ref', 'name'] as const) {
      const value = row[key]
      const first = value === null ? undefined : await find(queries, row.kind, key, value)
      if (first) this.#problems.add(`${row.place}, ${labelOf(row.kind, key)}`, `${value} is already in ${first.place}`)
    }
  }

  /** @param by `id`, `ref` or `name` */
  find(kind: Kind, by: Key, value: string | number): Promise<StagedKeys | undefined> {
    return find(this.#database, kind, by, value)
  }

  /** @param n number of the row, from 1 */
  async at(n: number): Promise<StagedRow | undefined> {
    const row = await this.#database.one<StoredRow>(BY_NUMBER, { n })
    return row && toStaged(row)
  }

  /** The payments of an invoice, in the order in which they are written. */
  async paymentsOf(number: string): Promise<StagedRow[]> {
    return (await this.#database.all<StoredRow>(BY_PARENT, { parent: number })).map(toStaged)
  }

  /** All rows of a kind in the order of the files, a group at a time. */
  async *groupsOf(kind: Kind): AsyncGenerator<StagedRow[]> {
    let after = 0
    for (;;) {
      const params = { kind: KINDS.indexOf(kind), after, limit: GROUP }
      const rows = await this.#database.all<StoredRow>(PAGE, params)
      if (rows.length > 0) yield rows.map(toStaged)
      if (rows.length < GROUP) return
      after = rows.at(-1)?.n ?? LAST
    }
  }

  /** Stores the results of comparing rows with each other and with the database. */
  async link(rows: readonly LinkedRow[]): Promise<void> {
    await this.#database.run(LINK, { rows: JSON.stringify(rows) })
  }

  /** The new rows, those of a client together, a group at a time. */
  async *groupsToWrite(): AsyncGenerator<StagedRow[]> {
    let after: Params = { owner: -LAST, kind: 0, position: 0, date: '', n: 0 }
    for (;;) {
      const rows = await this.#database.all<StoredRow>(TO_WRITE, { ...after, limit: GROUP })
      if (rows.length > 0) yield rows.map(toStaged)
      const last = rows.at(-1)
      if (!last || rows.length < GROUP) return
      after = { owner: last.owner, kind: last.kind, position: last.position, date: last.date, n: last.n }
    }
  }

  async counts(): Promise<Record<Kind, { new: number; unchanged: number }>> {
    const rows = await this.#database.all<{ kind: number; all_rows: number; new_rows: number }>(COUNTS)
    const entries = KINDS.map((kind, index) => {
      const row = rows.find(each => each.kind === index) ?? { all_rows: 0, new_rows: 0 }
      return [kind, { new: row.new_rows, unchanged: row.all_rows - row.new_rows }] as const
    })
    return Object.fromEntries(entries) as Record<Kind, { new: number; unchanged: number }>
  }

  /** The highest id that the new rows bring for each table. */
  async lastIds(): Promise<{ table: string; last: number }[]> {
    const rows = await this.#database.all<{ kind: number; id: number; part_id: number }>(LAST_IDS)
    const ids = rows.flatMap(({ kind, id, part_id }) => {
      const table = KINDS[kind] as Kind
      return [
        { table, last: id },
        { table: table === 'tickets' ? 'ticket_replies' : 'invoice_lines', last: part_id },
      ]
    })
    return ids.filter(({ last }) => last > 0)
  }

  /** The last number of each year that looks like one of this system, so that it is not given again. */
  series(): Promise<{ kind: 'INV' | 'TKT'; year: number; last: number }[]> {
    return this.#database.all(SERIES)
  }

  close(): Promise<void> {
    return this.#database.close()
  }
}

const NO_CONTENT: Content = {
  columns: {},
  given: [],
  client: null,
  subscription: null,
  user: null,
  parts: [],
  taxes: [],
  expected: null,
}

type Key = 'id' | 'ref' | 'name'

async function find(queries: Queries, kind: Kind, by: Key, value: string | number): Promise<StagedKeys | undefined> {
  const params = { kind: KINDS.indexOf(kind) }
  if (by === 'id') return queries.one(BY_ID, { ...params, id: value })
  return by === 'ref'
    ? queries.one(BY_REF, { ...params, ref: value })
    : queries.one(BY_NAME, { ...params, name: value })
}

const labelOf = (kind: Kind, key: Key): string =>
  key === 'id' ? 'id' : key === 'ref' ? 'external_ref' : kind === 'users' ? 'email' : 'number'

const toStaged = (row: StoredRow): StagedRow => ({
  ...row,
  kind: KINDS[row.kind] as Kind,
  content: JSON.parse(row.content) as Content,
  links: row.links === null ? null : (JSON.parse(row.links) as Links),
})
