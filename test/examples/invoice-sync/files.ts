import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The contents of all files below a folder, including hidden ones, by path. */
export function filesIn(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  return Object.fromEntries(
    entries
      .map(entry => path.join(entry.parentPath, entry.name))
      .sort()
      .map(file => [path.relative(folder, file), readFileSync(file, 'latin1')]),
  )
}
