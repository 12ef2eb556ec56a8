import { readFileSync } from 'node:fs'
import { Refused } from '../domain/refused.ts'
import type { Terminal } from './terminal.ts'

/** The text of a file, or of standard input for `-`. Throws Refused. */
export async function readText(terminal: Terminal, file: string): Promise<string> {
  try {
    return file === '-'
      ? await terminal.readInput()
      : new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file))
  } catch (error) {
    if (error instanceof TypeError) throw new Refused(`${file} is not UTF-8 text`)
    throw new Refused(`${file} cannot be read: ${(error as Error).message}`)
  }
}
