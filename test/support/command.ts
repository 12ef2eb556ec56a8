import { spawnSync } from 'node:child_process'
import type { CommandOutput } from '../../openapi/cli/run.ts'

export interface Result {
  code: number | null
  stdout: string
  stderr: string
}

/** Runs a command in this process. @param run such as `output => runLint(args, output)` */
export async function runInProcess(run: (output: CommandOutput) => Promise<number>): Promise<Result> {
  const printed = { stdout: '', stderr: '' }
  const code = await run({
    log: (text: string) => {
      printed.stdout += `${text}\n`
    },
    error: (text: string) => {
      printed.stderr += `${text}\n`
    },
  })
  return { code, ...printed }
}

/** Runs a command as npm does, which proves that its main.ts passes arguments, output and exit code on. */
export function runMain(main: string, args: string[], cwd?: string): Result {
  const env = { ...process.env, FORCE_COLOR: undefined, NO_COLOR: undefined }
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', env, cwd })
  return { code: status, stdout, stderr }
}
