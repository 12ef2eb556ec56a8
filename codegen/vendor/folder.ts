import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Contents by path, relative to the folder. */
export type Files = ReadonlyMap<string, Buffer>

/** All files below a folder; none if it does not exist. */
export function readFolder(folder: string): Files {
  let names: string[]
  try {
    names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => path.relative(folder, path.join(entry.parentPath, entry.name)))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    names = []
  }
  return new Map(names.sort().map(name => [name, readFileSync(path.join(folder, name))]))
}

/** Replaces everything in the folder. */
export function writeFolder(folder: string, files: Files): void {
  rmSync(folder, { recursive: true, force: true })
  for (const [name, content] of files) {
    const file = path.join(folder, name)
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
}

export function compareFolders(expected: Files, actual: Files): { file: string; difference: string }[] {
  const missing = [...expected.keys()].filter(file => !actual.has(file))
  const extra = [...actual.keys()].filter(file => !expected.has(file))
  const changed = [...expected].flatMap(([file, content]) =>
    actual.get(file)?.equals(content) === false ? [file] : [],
  )
  return [
    ...changed.map(file => ({ file, difference: 'is changed' })),
    ...missing.map(file => ({ file, difference: 'is missing' })),
    ...extra.map(file => ({ file, difference: 'is not in the tarball' })),
  ]
}
