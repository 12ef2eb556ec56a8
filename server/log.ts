import { toIsoMillis } from './domain/time.ts'

export type LogLevel = 'info' | 'warn' | 'error'

/** One line of the log. The fields are an allow list: headers, bodies and queries hold tokens and passwords and are never logged. */
export interface LogEntry {
  level: LogLevel
  event: string
  request_id?: string
  method?: string
  path?: string
  operation?: string
  status?: number
  /** Duration in milliseconds. */
  ms?: number
  user_id?: number
  client_id?: number
  peer?: string
  /** Number of an invoice. */
  invoice?: string
  /** Where the server listens, as an origin. */
  origin?: string
  signal?: string
  migration?: string
  /** Rows that a migration has written so far. */
  changes?: number
  error?: string
}

export type Log = (entry: LogEntry) => void

const LEVELS: readonly LogLevel[] = ['info', 'warn', 'error']

/** Control characters and line separators that JSON leaves unescaped but a terminal or a line reader may act on. */
const CONTROL_CHARACTERS = /[\u007f-\u009f\u2028\u2029]/g

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Writes entries of at least the minimum level as JSON lines. The encoding keeps user text from starting a new line. */
export function createLog(
  minimum: LogLevel | 'silent',
  write: (line: string) => void,
  now: () => number = Date.now,
): Log {
  if (minimum === 'silent') return () => {}
  const threshold = LEVELS.indexOf(minimum)
  return entry => {
    if (LEVELS.indexOf(entry.level) < threshold) return
    const fields = JSON.stringify(entry).slice(1)
    write(`{"time":"${toIsoMillis(now())}",${fields.replace(CONTROL_CHARACTERS, escaped)}\n`)
  }
}
