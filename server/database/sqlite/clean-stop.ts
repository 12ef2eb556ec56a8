import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'

/**
 * Tells whether a file was closed cleanly and has not changed since, so that its pages need not be checked. A file beside it, with the
 * suffix `-clean`, records the file's state when the last process closed it.
 */
export interface CleanStop {
  isClean: boolean
  /** Removes the mark, before the first write. */
  clear(): void
  /** Sets the mark, after close. */
  set(): void
}

/** @param path the database, before it is opened; it may not exist yet */
export function readCleanStop(path: string): CleanStop {
  const file = existsSync(path) ? realpathSync(path) : path
  const mark = `${file}-clean`
  const log = `${file}-wal`
  return {
    // A log that is not empty is in use, or its process was killed. A program that only reads leaves an empty one.
    isClean: isEmpty(log) && (isEmpty(file) || readIfPossible(mark) === stateOf(file)),
    clear() {
      if (!existsSync(mark)) return
      rmSync(mark)
      syncFolder(file)
    },
    set() {
      // SQLite removes the log when the last connection closes.
      if (existsSync(log)) return
      try {
        writeFileSync(mark, stateOf(file), { mode: 0o600 })
      } catch {
        // Without a mark, on a full disk for example, the next start checks the pages.
      }
    },
  }
}

const isEmpty = (file: string) => !existsSync(file) || statSync(file).size === 0

/** Differs after any write, and for any copy: a program can set mtime, but not ctime. */
function stateOf(file: string): string {
  const { ino, size, mtimeNs, ctimeNs } = statSync(file, { bigint: true })
  return [ino, size, mtimeNs, ctimeNs].join(' ')
}

/** undefined also for a mark that another user has left, such as root with the operator's command. */
function readIfPossible(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** Without this, a file that was removed could reappear after a power cut. */
function syncFolder(file: string): void {
  const folder = openSync(dirname(file), 'r')
  fsyncSync(folder)
  closeSync(folder)
}
