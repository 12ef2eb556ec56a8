import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { DatabaseRefused } from '../database.ts'

/** The files that SQLite keeps for a database (https://www.sqlite.org/tempfiles.html), and the mark of a clean stop. */
const SUFFIXES = ['', '-wal', '-shm', '-journal', '-clean']

/** Permissions of others than the owner. */
const OTHERS = 0o077
/** In a folder with the sticky bit, such as /tmp, other users keep their own files. */
const STICKY = 0o1000

/** A mistyped path must not become an empty database. */
export function assertExists(path: string): void {
  if (existsSync(path)) return
  throw new DatabaseRefused('it does not exist; set DATABASE to its path, or create it with "clustrix migrate"')
}

/** Creates the file, and its folder if asked for, unless they exist. SQLite copies the permissions of the file to those beside it. */
export function createPrivateFile(path: string, createsFolder: boolean): void {
  if (createsFolder) mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  try {
    closeSync(openSync(path, 'a', 0o600))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new DatabaseRefused('its folder does not exist; create it first')
    // SQLite reports every other problem with the path.
  }
}

/** The files of a database, whether or not they exist. */
export function filesOf(path: string): string[] {
  const file = existsSync(path) ? realpathSync(path) : path
  return SUFFIXES.map(suffix => file + suffix)
}

/** Closes the files of a database to other users, and its folder if that contains nothing else. What belongs to another owner is left alone. */
export function makePrivate(path: string): void {
  const files = filesOf(path)
  for (const each of files) closeToOthers(each)
  const folder = dirname(realpathSync(path))
  const own = new Set(files.map(each => basename(each)))
  if (readdirSync(folder).every(name => own.has(name))) closeToOthers(folder)
}

function closeToOthers(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats || stats.uid !== process.getuid?.()) return
  if ((stats.mode & OTHERS) === 0 || (stats.mode & STICKY) !== 0) return
  chmodSync(path, stats.mode & 0o7700)
}
