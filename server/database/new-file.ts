import { closeSync, existsSync, fsyncSync, linkSync, openSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refused } from '../domain/refused.ts'

/**
 * Writes a new file, for its owner alone, that appears under its name only when it is complete and on the disk. Never replaces a file.
 * @param write writes to a temporary file beside it, which exists and is empty
 */
export async function writeNewFile<T>(path: string, write: (temporary: string) => Promise<T>): Promise<T> {
  if (existsSync(path)) throw exists(path)
  // With the id of the process, so that two runs do not write to the same file.
  const temporary = `${path}.${process.pid}.partial`
  try {
    closeSync(openSync(temporary, 'w', 0o600))
  } catch (error) {
    throw refusal(path, error)
  }
  try {
    const result = await write(temporary)
    sync(temporary)
    // Unlike a rename, this fails if the name has been taken meanwhile.
    linkSync(temporary, path)
    rmSync(temporary)
    sync(dirname(path))
    return result
  } catch (error) {
    throw refusal(path, error)
  } finally {
    rmSync(temporary, { force: true })
  }
}

/** Errors that are not of the file system stay as they are. */
function refusal(path: string, error: unknown): unknown {
  const { code = '', syscall } = error as NodeJS.ErrnoException
  if (syscall === undefined) return error
  return code === 'EEXIST' ? exists(path) : new Refused(`${path} cannot be written: ${REASONS[code] ?? code}`)
}

const exists = (path: string) => new Refused(`${path} exists already; choose another name`)

const REASONS: Record<string, string> = {
  ENOENT: 'its folder does not exist',
  ENOTDIR: 'its folder does not exist',
  EACCES: 'this user may not write there',
  ENOSPC: 'the disk is full',
}

/** Waits until a file, or the names in a folder, are on the disk. */
export function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
