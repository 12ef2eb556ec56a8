import { runClustrix } from '../../server/cli/program.ts'
import type { Services } from '../../server/cli/session.ts'
import type { Terminal } from '../../server/cli/terminal.ts'
import type { Database } from '../../server/database/database.ts'
import { plainPasswords } from './plain-passwords.ts'
import { replacing } from './replacing.ts'

export interface Run {
  exitCode: number
  out: string
  err: string
  /** What `--json` printed. */
  json: { data?: unknown; error?: { code: string; message: string; problems: { at: string; message: string }[] } }
}

/** The operator's command on an open database, which stays open. Times come from CLOCK, the day of the demo data. */
export function operator(database: Database, terminal: Partial<Terminal> = {}, close = async () => {}) {
  const open = async (): Promise<Database> => replacing(database, { close })
  return runWith({ open, passwords: plainPasswords }, terminal)
}

/** The operator's command on the database that DATABASE names, which each command opens and closes. */
export const operatorAt = (location: string, terminal: Partial<Terminal> = {}) =>
  runWith({ passwords: plainPasswords }, { env: { ...ENVIRONMENT, DATABASE: location }, ...terminal })

const ENVIRONMENT = { CLOCK: '2026-11-22T12:00:00Z', DATABASE: ':memory:' }

function runWith(services: Partial<Services>, terminal: Partial<Terminal>) {
  return async (args: readonly string[], { input = '' } = {}): Promise<Run> => {
    let out = ''
    let err = ''
    const exitCode = await runClustrix(
      args,
      {
        env: ENVIRONMENT,
        systemUser: 'operator',
        isInteractive: false,
        hasColour: false,
        print: text => {
          out += text
        },
        printError: text => {
          err += text
        },
        ask: async () => {
          throw new Error('Nobody can be asked')
        },
        readInput: async () => input,
        ...terminal,
      },
      services,
    )
    return { exitCode, out, err, json: args.includes('--json') ? JSON.parse(out) : {} }
  }
}
