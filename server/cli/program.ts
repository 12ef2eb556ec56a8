import { Command, CommanderError } from 'commander'
import { ChangeUnconfirmed, DatabaseRefused, DatabaseUnavailable } from '../database/database.ts'
import { type Problem, Refused } from '../domain/refused.ts'
import { ApiError } from '../http/errors.ts'
import { addAuditCommands } from './audit.ts'
import { addBackupCommands } from './backup.ts'
import { addCheckCommand } from './check.ts'
import { addClientCommands } from './client.ts'
import { addDatabaseCommands } from './database.ts'
import type { Define } from './define.ts'
import { addDoctorCommand } from './doctor.ts'
import { addExportCommand } from './export.ts'
import { addImportCommand } from './import.ts'
import { addInvoiceCommands } from './invoice.ts'
import { addMigrateCommand } from './migrate.ts'
import { addPaymentCommands } from './payment.ts'
import { addSellerCommands } from './seller.ts'
import { type Services, Session } from './session.ts'
import { addSubscriptionCommands } from './subscription.ts'
import type { Terminal } from './terminal.ts'
import { printable } from './text.ts'
import { addTickCommand } from './tick.ts'
import { addTicketCommands } from './ticket.ts'
import { addTokenCommands } from './token.ts'
import { UsageError } from './usage-error.ts'
import { addUserCommands } from './user.ts'

export type ExitCode = 0 | 1 | 2

const AFTER_HELP = `
Environment: DATABASE, the path of the database (default data/clustrix.db) or a PostgreSQL URL; SELLER, the seller's file, to issue invoices.
Exit codes: 0 done, 1 refused or failed, 2 wrong use. Every change is listed by "clustrix audit list".
server/operator.md explains the commands with examples.`

/** Runs one command. @param argv the arguments after the name of the program */
export async function runClustrix(
  argv: readonly string[],
  terminal: Terminal,
  services?: Partial<Services>,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0
  let errorText = ''
  const isJson = argv.includes('--json')
  const define: Define = (command, work) => {
    command.action(async (...given) => {
      // Commander adds the command itself as the last argument.
      const session = new Session(terminal, pathOf(command), services)
      const result = await work(session, ...(given.slice(0, -1) as never)).finally(() => session.close())
      terminal.print(
        isJson ? `${JSON.stringify({ data: result.data })}\n` : printable(result.text, { multiline: true }),
      )
      exitCode = result.exitCode ?? 0
    })
  }
  try {
    const keepError = (text: string) => {
      errorText += text
    }
    await createProgram(define, terminal, isJson, keepError).parseAsync(argv, { from: 'user' })
    return exitCode
  } catch (error) {
    // Commander has printed the help or the fault itself.
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    const failure = failureOf(error)
    // A command without the name of a subcommand, such as `clustrix client`.
    if (isHelp(error) && !isJson) terminal.printError(errorText)
    else if (isJson) terminal.print(`${JSON.stringify({ error: failure.error })}\n`)
    else terminal.printError(printable(failureText(failure.error), { multiline: true }))
    return failure.exitCode
  }
}

function createProgram(
  define: Define,
  terminal: Terminal,
  isJson: boolean,
  keepError: (text: string) => void,
): Command {
  const program = new Command('clustrix')
    .description(
      'Runs an installation of the Clustrix client portal: clients, invoices, payments, tickets and the database.',
    )
    .option('--json', 'print one JSON document: {"data": …} or {"error": {"message", "code", "problems"}}')
    .addHelpText('after', AFTER_HELP)
    .exitOverride()
    .configureOutput({
      writeOut: terminal.print,
      // A fault is printed once, by runClustrix, in the form that was asked for.
      writeErr: keepError,
      getOutHasColors: () => terminal.hasColour,
    })
  if (isJson) program.showSuggestionAfterError(false)
  addClientCommands(program, define)
  addUserCommands(program, define)
  addTokenCommands(program, define)
  addTicketCommands(program, define)
  addMigrateCommand(program, define)
  addBackupCommands(program, define)
  addDatabaseCommands(program, define)
  addDoctorCommand(program, define)
  addInvoiceCommands(program, define)
  addPaymentCommands(program, define)
  addSellerCommands(program, define)
  addSubscriptionCommands(program, define)
  addTickCommand(program, define)
  addCheckCommand(program, define)
  addAuditCommands(program, define)
  addImportCommand(program, define)
  addExportCommand(program, define)
  return program
}

/** `client add` */
function pathOf(command: Command): string {
  const parent = command.parent
  return parent?.parent ? `${pathOf(parent)} ${command.name()}` : command.name()
}

interface Failure {
  code: 'usage' | 'refused' | 'unavailable' | 'failed'
  message: string
  problems: readonly Problem[]
}

const isHelp = (error: unknown): boolean => error instanceof CommanderError && error.code === 'commander.help'

/** Any other error is a bug, so its stack is shown. */
function failureOf(error: unknown): { exitCode: ExitCode; error: Failure } {
  if (isHelp(error)) {
    return { exitCode: 2, error: { code: 'usage', message: 'A command is missing; --help lists all', problems: [] } }
  }
  if (error instanceof CommanderError) {
    return { exitCode: 2, error: { code: 'usage', message: error.message.replace(/^error: /, ''), problems: [] } }
  }
  if (error instanceof UsageError)
    return { exitCode: 2, error: { code: 'usage', message: error.message, problems: [] } }
  if (error instanceof Refused) {
    return { exitCode: 1, error: { code: 'refused', message: error.message, problems: error.problems } }
  }
  if (error instanceof DatabaseRefused || error instanceof ApiError) {
    return { exitCode: 1, error: { code: 'refused', message: error.message, problems: [] } }
  }
  if (error instanceof ChangeUnconfirmed) {
    const message = `${error.message}; check the data before you repeat the command`
    return { exitCode: 1, error: { code: 'unavailable', message, problems: [] } }
  }
  if (error instanceof DatabaseUnavailable) {
    const message = `The database cannot be used now: ${error.message}; try again`
    return { exitCode: 1, error: { code: 'unavailable', message, problems: [] } }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { exitCode: 1, error: { code: 'failed', message, problems: [] } }
}

const failureText = ({ message, problems }: Failure): string =>
  [message, ...problems.map(problem => `  ${problem.at}: ${problem.message}`)].map(line => `${line}\n`).join('')
