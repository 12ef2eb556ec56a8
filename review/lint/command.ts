import { styleText } from 'node:util'
import { defineCommand, type ExitCode, type Values } from '../../openapi/cli/command.ts'
import { type CommandOutput, printText, runCommand } from '../../openapi/cli/run.ts'
import { readDocument, readText } from '../../openapi/read.ts'
import { FORMATS, format } from './format.ts'
import { lint } from './lint.ts'

const COMMAND = defineCommand({
  name: 'npm run spec:lint',
  summary: 'Checks a contract against OpenAPI 3.1 and the rules of this project.',
  options: {
    file: { type: 'string', positional: true, value: 'FILE', default: 'openapi.yaml', help: 'The contract to check.' },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: FORMATS,
      default: 'text',
      help: 'What to print on standard output; github prints annotations for a workflow.',
    },
  },
  exitCodes: ['no errors', 'at least one error', 'the contract could not be checked'],
  examples: ['npm run spec:lint', 'npm run spec:lint -- next.yaml --format json'],
  more: 'the rules are in review/lint/rules',
})

export const runLint = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => lintFile(given, output))

async function lintFile({ file, format: name }: Values<typeof COMMAND.options>, output: CommandOutput): Promise<0 | 1> {
  const { document, refusals } = readDocument(file, readText(file))
  const findings = await lint(document, refusals)
  const text = format(name, findings, (style, text) => styleText(style, text, { stream: process.stdout }))
  printText(output.log, text)
  const errors = findings.filter(({ severity }) => severity === 'error').length
  output.error(findings.length === 0 ? `${file} is clean` : `${file}: ${summarize(errors, findings.length - errors)}`)
  return errors > 0 ? 1 : 0
}

function summarize(errors: number, warnings: number): string {
  const parts = [
    [errors, 'error'],
    [warnings, 'warning'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, name]) => `${count} ${name}${count === 1 ? '' : 's'}`)
    .join(', ')
}
