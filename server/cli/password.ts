import { Refused } from '../domain/refused.ts'
import { problemOfPassword } from '../users/input.ts'
import type { Terminal } from './terminal.ts'
import { UsageError } from './usage-error.ts'

/**
 * Reads a new password, from standard input or twice from a prompt. It is never an argument, because other users of the machine can
 * read those.
 */
export async function readNewPassword(terminal: Terminal, isFromInput: boolean | undefined): Promise<string> {
  const password = isFromInput ? (await terminal.readInput()).replace(/\r?\n$/, '') : await askTwice(terminal)
  const problem = problemOfPassword(password)
  if (problem) throw new Refused(`${problem}; nothing was changed`)
  return password
}

async function askTwice(terminal: Terminal): Promise<string> {
  if (!terminal.isInteractive) throw new UsageError('There is no terminal to ask for a password: use --password-stdin')
  const password = await terminal.ask('New password: ', true)
  const repeated = await terminal.ask('Repeat it: ', true)
  if (password !== repeated) throw new Refused('The two passwords differ; nothing was changed')
  return password
}
