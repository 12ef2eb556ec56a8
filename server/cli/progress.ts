import type { Terminal } from './terminal.ts'

const FIRST_AFTER_MS = 1000
const INTERVAL_MS = 200

/**
 * Shows how far a long task is, in one line on standard error that is rewritten. Silent when standard error is not a terminal.
 * @returns call it after each step
 */
export function createProgress(terminal: Terminal, task: string) {
  const startedAt = performance.now()
  let reportedAt = startedAt + FIRST_AFTER_MS - INTERVAL_MS
  return ({ changes, total }: { changes: number; total?: number }): void => {
    const now = performance.now()
    if (!terminal.isInteractive || now - reportedAt < INTERVAL_MS) return
    reportedAt = now
    terminal.printError(`\r${task}: ${changes}${total === undefined ? '' : ` of ${total}`} rows\x1b[K`)
  }
}
