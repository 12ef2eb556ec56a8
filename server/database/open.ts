import { type Database, DatabaseRefused } from './database.ts'
import { openFile } from './sqlite/node.ts'

/**
 * Opens the database that DATABASE names and brings it to the current version.
 * @param url a file path or `:memory:`, both SQLite
 */
export async function openDatabase(url: string): Promise<Database> {
  // The value is not repeated in the message: a URL may contain a password.
  if (url.includes('://')) {
    throw new DatabaseRefused('DATABASE: database URLs are not supported; use a file path or :memory:')
  }
  return openFile(url)
}
