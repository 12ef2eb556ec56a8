import type { Command, ExitCode, Options, Values } from './command.ts'
import { CommandError } from './command-error.ts'
import { readOptions } from './read-options.ts'
import { usageOf } from './usage.ts'

/** Where a command prints: results on standard output, everything else on standard error. */
export type CommandOutput = Pick<Console, 'log' | 'error'>

/** Prints a text that already ends with a newline. */
export function printText(log: CommandOutput['log'], text: string): void {
  if (text !== '') log(text.replace(/\n$/, ''))
}

/** Reads the arguments and does the work, shows the help, or explains why the command cannot run. */
export async function runCommand<const O extends Options>(
  command: Command<O>,
  args: string[],
  output: CommandOutput,
  work: (given: Values<O>) => ExitCode | Promise<ExitCode>,
): Promise<ExitCode> {
  try {
    const given = readOptions(command, args)
    if (given !== undefined) return await work(given)
    output.log(usageOf(command))
    return 0
  } catch (error) {
    output.error(explain(error))
    return 2
  }
}

/** Any other error than a CommandError is a bug, so its stack is shown. */
const explain = (error: unknown): string =>
  error instanceof CommandError ? error.message : String((error as Error).stack ?? error)

/** Runs a command as the process itself and sets the exit code. */
export async function runProcess(run: (args: string[]) => Promise<ExitCode>): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', endUnlessBrokenPipe)
  process.exitCode = await run(process.argv.slice(2))
}

/** A reader may stop early (`npm run spec:lint | head`): the exit code must still report the result. */
function endUnlessBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return
  console.error(error.message)
  process.exit(2)
}
