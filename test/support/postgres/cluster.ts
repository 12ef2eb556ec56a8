import { spawnSync } from 'node:child_process'
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'

export type User = { uid: number; gid: number } | { uid?: undefined; gid?: undefined }

/** The user of PostgreSQL who may do everything. */
export const USER = 'clustrix'

const ARGUMENTS = ['-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync', '--no-instructions']

/** Has an empty cluster for each version of PostgreSQL: initdb takes seconds, and makes the same each time. */
const KEPT = join(import.meta.dirname, '../../../node_modules/.cache/clustrix-postgres')

/**
 * Makes an empty cluster.
 * @param data an empty folder of the user who will run it
 * @param initdb the program
 * @returns why this is not possible
 */
export function makeCluster(data: string, initdb: string, user: User): string | undefined {
  const run = (args: string[]) => spawnSync(initdb, args, { ...user, cwd: dirname(data), encoding: 'utf8' })
  const { stdout: version, error } = run(['--version'])
  if (error) return `initdb cannot be started (${(error as NodeJS.ErrnoException).code})`
  const kept = join(KEPT, version.replaceAll(/[^\w.]+/g, '-'))
  if (existsSync(kept)) {
    cpSync(kept, data, { recursive: true })
    give(data, user)
    return undefined
  }
  const made = run(['-D', data, ...ARGUMENTS])
  if (made.status !== 0) return made.stderr.trim()
  keep(data, kept)
  return undefined
}

/** Other processes may do the same at the same time. */
function keep(data: string, kept: string): void {
  const copy = `${kept}${process.pid}`
  mkdirSync(dirname(kept), { recursive: true })
  cpSync(data, copy, { recursive: true })
  try {
    renameSync(copy, kept)
  } catch {
    rmSync(copy, { recursive: true })
  }
}

/** Makes a user the owner of everything in a folder. */
function give(folder: string, { uid, gid }: User): void {
  if (uid === undefined) return
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, entry), uid, gid)
}
