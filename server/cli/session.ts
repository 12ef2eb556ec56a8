import { addAuditEntry } from '../audit/store.ts'
import { createPasswords, type Passwords } from '../auth/passwords.ts'
import type { Database, Queries } from '../database/database.ts'
import { DEFAULT_DATABASE, openDatabase } from '../database/open.ts'
import { type Clock, clockFrom, systemClock } from '../domain/clock.ts'
import { Refused } from '../domain/refused.ts'
import { toIsoSeconds } from '../domain/time.ts'
import { createProgress } from './progress.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/** What a command did or found. */
export interface Result {
  /** `--json` prints it as `{"data": …}`. */
  data: unknown
  /** What a person reads. */
  text: string
  /** 1 for a command that found something wrong, such as `check`. */
  exitCode?: 0 | 1
}

/** What a changing command changed. */
export interface Change<T> {
  result: T
  /** Such as `client 4`. Undefined if nothing was changed: no entry in the audit log. */
  subject: string | undefined
  /** Further values for the audit log, without secrets. */
  details?: Record<string, unknown>
}

/** What a session uses. Tests hand in their own. */
export interface Services {
  open: typeof openDatabase
  passwords: Passwords
}

/** How long a command waits for a lock that a server or another command holds. */
const LOCK_PATIENCE_MS = 15_000

/** One run of the command: opens the database when it is first needed, and closes it. */
export class Session {
  readonly terminal: Terminal
  readonly clock: Clock
  /** The words of the command, such as `client add`. */
  readonly command: string
  readonly #services: Services
  #database: Promise<Database> | undefined
  #emptiesLog = false

  constructor(terminal: Terminal, command: string, services: Partial<Services> = {}) {
    this.terminal = terminal
    this.command = command
    this.#services = { open: openDatabase, passwords: createPasswords(), ...services }
    const { CLOCK } = terminal.env
    const start = CLOCK ? Date.parse(CLOCK) : undefined
    if (Number.isNaN(start)) throw new UsageError('CLOCK must be a date and time such as 2026-11-22T12:00:00Z')
    this.clock = start === undefined ? systemClock : clockFrom(start)
  }

  /** The time of the command as the database stores it. */
  get now(): string {
    return toIsoSeconds(this.clock.now())
  }

  /** The path of the database. */
  get location(): string {
    return this.terminal.env.DATABASE || DEFAULT_DATABASE
  }

  get database(): Promise<Database> {
    this.#database ??= this.#services.open(this.location, {
      patience: LOCK_PATIENCE_MS,
      mustBeCurrent: true,
      emptiesLog: this.#emptiesLog,
    })
    return this.#database
  }

  /** Leaves no earlier versions of rows in the log of the database. Call it before anything else. */
  emptyLogAtEnd(): void {
    this.#emptiesLog = true
  }

  /** Creates the database or brings it to the current version. Call it before anything else. */
  async migrate(): Promise<void> {
    this.#database = this.#services.open(this.location, {
      patience: LOCK_PATIENCE_MS,
      onMigration: this.progress('Migrating'),
    })
    await this.#database
  }

  /** Call it before change(): a transaction must not wait for a hash. */
  hashPassword(password: string): Promise<string> {
    return this.#services.passwords.hash(password)
  }

  /** Runs several reads on one snapshot. */
  async read<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return (await this.database).read(work)
  }

  /** Makes a change and its entry in the audit log, both or neither. */
  async change<T>(work: (queries: Queries, now: string) => Promise<Change<T>>): Promise<T> {
    const database = await this.database
    return database.write(async queries => {
      const { now, command } = this
      const { result, subject, details = {} } = await work(queries, now)
      if (subject === undefined) return result
      const { systemUser: system_user } = this.terminal
      await addAuditEntry(queries, { created_at: now, system_user, command, subject, details })
      return result
    })
  }

  /** Reports progress on a terminal once the work takes longer than a second. */
  progress(task: string): (progress: { changes: number; total?: number }) => void {
    return createProgress(this.terminal, task)
  }

  /** Asks before something that cannot be undone. @param isGiven the value of `--yes` */
  async confirm(question: string, isGiven: boolean | undefined): Promise<void> {
    if (isGiven) return
    if (!this.terminal.isInteractive) throw new UsageError('This cannot be undone: confirm it with --yes')
    const reply = await this.terminal.ask(`${question} [y/N] `)
    if (!/^y(es)?$/i.test(reply.trim())) throw new Refused('Not confirmed; nothing was changed')
  }

  async close(): Promise<void> {
    // An error of opening has been reported by the command that opened it.
    const database = await this.#database?.catch(() => undefined)
    await database?.close()
  }
}
