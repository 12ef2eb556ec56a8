import type { Command } from 'commander'
import type { Result, Session } from './session.ts'

/**
 * Gives a command its work. The work gets the arguments and options that commander has parsed.
 * @param command as made by `parent.command(…)`
 */
export type Define = <Args extends unknown[]>(
  command: Command,
  work: (session: Session, ...args: Args) => Promise<Result>,
) => void
