import { readdirSync, readFileSync } from 'node:fs'
import type { Migration } from './database.ts'

/** Reads the numbered files of a folder in order; `0001_initial.sql` brings the database to version 1. @param first number */
export function readMigrations(folder: URL, first = 1): Migration[] {
  const files = readdirSync(folder).filter(file => file.endsWith('.sql'))
  return files.sort().map((file, index) => {
    const version = Number(file.slice(0, 4))
    if (version !== index + first)
      throw new Error(`Migration ${file} is out of order: expected number ${index + first}`)
    return { version, name: file.slice(5, -'.sql'.length), sql: readFileSync(new URL(file, folder), 'utf8') }
  })
}
