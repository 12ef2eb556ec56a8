import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { Refused } from '../../domain/refused.ts'
import { DatabaseRefused } from '../database.ts'
import { sync } from '../new-file.ts'
import { checkBackup } from './backup.ts'
import { type Driver, isSqliteError } from './driver.ts'
import { isLocked } from './errors.ts'
import { connectToFile, migrations } from './node.ts'
import { reasonOf, refusal } from './open.ts'
import { createPrivateFile } from './private-files.ts'

export interface Restored {
  /** The file that the replaced database is kept in; undefined if there was none. */
  kept: string | undefined
  /** Version of the schema of the backup. */
  version: number
  isCurrent: boolean
}

/**
 * Replaces a file by a checked copy of a backup, in one step: if the process is killed, the file is whole, and either the old or the
 * new one. The old file keeps the name `….before-restore-…` beside it.
 */
export function restoreFile(
  path: string,
  backup: string,
  { now, createsFolder }: { now: string; createsFolder: boolean },
): Restored {
  assertComplete(backup)
  const file = existsSync(path) ? realpathSync(path) : path
  if (file === realpathSync(backup)) throw new Refused(`${backup} is the database itself`)
  const keptName = `${file}.before-restore-${now.replaceAll(/[-:]/g, '')}`
  if (!existsSync(file)) startEmpty(file, keptName, createsFolder)
  const release = lock(file)
  // While SQLite holds its locks, this process must not open the file by other means: closing it would release them.
  const copy = `${file}.restoring`
  try {
    copyFileSync(backup, copy)
    chmodSync(copy, 0o600)
    keepOwner(file, copy)
    const { version } = makeSingleFile(copy, backup)
    sync(copy)
    const kept = statSync(file).size === 0 ? undefined : keptName
    if (kept !== undefined) linkSync(file, kept)
    renameSync(copy, file)
    sync(dirname(file))
    return { kept, version, isCurrent: version === migrations.length }
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException
    throw syscall === undefined ? error : new Refused(`The backup cannot be copied to ${dirname(file)} (${code})`)
  } finally {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(copy + suffix, { force: true })
    release()
  }
}

/** A file that was copied without its log lacks what the log has. */
function assertComplete(backup: string): void {
  if (!existsSync(backup)) throw new Refused(`The backup ${backup} does not exist`)
  const log = statSync(`${backup}-wal`, { throwIfNoEntry: false })
  if (log && log.size > 0) {
    throw new Refused(`The backup ${backup} has a log (${backup}-wal): copy the database by "clustrix backup" instead`)
  }
}

/** What a lost database has left behind must not be applied to the restored one. */
function startEmpty(file: string, keptName: string, createsFolder: boolean): void {
  for (const suffix of ['-wal', '-journal']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, keptName + suffix)
  }
  try {
    createPrivateFile(file, createsFolder)
  } catch (error) {
    throw refusal(file, error)
  }
}

/** Writes the log into the file and holds a lock that no other process can share. Throws Refused. @returns ends it */
function lock(file: string): () => void {
  let sqlite: Driver | undefined
  try {
    sqlite = connectToFile(file)
    sqlite.pragma('locking_mode = EXCLUSIVE')
    // Every process that has the file open holds a lock that prevents this.
    sqlite.pragma('journal_mode = DELETE')
    sqlite.exec('BEGIN EXCLUSIVE')
    const locked = sqlite
    return () => locked.close()
  } catch (error) {
    sqlite?.close()
    if (isLocked(error)) {
      throw new Refused('A server or another command has the database open: stop it and try again; nothing was changed')
    }
    if (!isSqliteError(error)) throw error
    throw new Refused(
      `The database ${file} cannot be locked: ${reasonOf(error)}. Make sure that no server runs, move ${file}, ${file}-wal and ${file}-shm to another folder, and try again`,
    )
  }
}

/** When root restores the database of a service's user, that user must still be able to open it. */
function keepOwner(file: string, copy: string): void {
  const { uid, gid } = statSync(file)
  if (uid !== statSync(copy).uid) chownSync(copy, uid, gid)
}

/** Checks the copy, and ends the use of a log that its header may ask for. */
function makeSingleFile(copy: string, backup: string) {
  try {
    const sqlite = connectToFile(copy)
    try {
      sqlite.pragma('journal_mode = DELETE')
    } finally {
      sqlite.close()
    }
  } catch (error) {
    throw new DatabaseRefused(`The backup ${backup} cannot be used: ${reasonOf(error)}`, { cause: error })
  }
  const state = checkBackup(copy, backup)
  if (state.version === 0) throw new DatabaseRefused(`The backup ${backup} cannot be used: it is empty`)
  return state
}
