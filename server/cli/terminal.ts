import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { UsageError } from './usage-error.ts'

/** What a command knows of the process it runs in. Tests hand in their own. */
export interface Terminal {
  env: Record<string, string | undefined>
  /** The user of the operating system, for the audit log. */
  systemUser: string
  /** Whether questions can be asked and progress can be shown. */
  isInteractive: boolean
  hasColour: boolean
  print(text: string): void
  printError(text: string): void
  /** Asks a question on standard error. @param isSecret the typed text is not shown */
  ask(question: string, isSecret?: boolean): Promise<string>
  /** All of standard input. */
  readInput(): Promise<string>
}

/** The process itself. @param env its environment */
export function processTerminal(env: Terminal['env']): Terminal {
  const stdin = process.stdin
  const stdout = process.stdout
  const stderr = process.stderr
  // A reader may stop early (`clustrix invoice list | head`): the change must still be completed and the exit code be right.
  for (const stream of [stdout, stderr]) stream.on('error', () => {})
  return {
    env,
    systemUser: env.SUDO_USER || systemUserName(),
    isInteractive: stdin.isTTY === true && stderr.isTTY === true,
    hasColour: stdout.isTTY === true && !env.NO_COLOR,
    print: text => stdout.write(text),
    printError: text => stderr.write(text),
    ask,
    readInput: async () => {
      const chunks: Uint8Array[] = []
      for await (const chunk of stdin) chunks.push(chunk)
      try {
        return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
      } catch {
        throw new UsageError('Standard input is not UTF-8 text')
      }
    },
  }
}

/** A container may run as a user id without a name. */
function systemUserName(): string {
  try {
    return userInfo().username
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`
  }
}

async function ask(question: string, isSecret = false): Promise<string> {
  process.stderr.write(question)
  // Without an output, readline shows nothing of what is typed.
  const lines = createInterface({
    input: process.stdin,
    terminal: true,
    ...(isSecret ? {} : { output: process.stderr }),
  })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    if (isSecret) process.stderr.write('\n')
  }
}
