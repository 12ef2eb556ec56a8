import { styleText } from 'node:util'
import { defineCommand, type ExitCode, type Values } from '../../openapi/cli/command.ts'
import { type CommandOutput, printText, runCommand } from '../../openapi/cli/run.ts'
import type { OpenApiDocument } from '../../openapi/document.ts'
import { baseOf, sourceOf } from './base.ts'
import type { Diff } from './change.ts'
import { diffDocuments } from './diff.ts'
import { EXCEPTIONS, loadExceptions } from './exceptions.ts'
import { formatGithub } from './formats/github.ts'
import { formatMarkdown } from './formats/markdown.ts'
import { formatText } from './formats/text.ts'
import { type Gate, gate } from './gate.ts'
import { parseVersions } from './versions.ts'

const COMMAND = defineCommand({
  name: 'npm run spec:diff',
  summary: 'Compares two versions of a contract and says what the changes mean for clients.',
  options: {
    base: {
      type: 'string',
      value: 'REF_OR_FILE',
      required: true,
      help: 'The version to compare with: a file, or a git ref. For a ref, its merge base with HEAD is used.',
    },
    head: { type: 'string', value: 'FILE', default: 'openapi.yaml', help: 'The version under review.' },
    format: {
      type: 'string',
      value: 'FORMAT',
      choices: ['text', 'md', 'json', 'github'],
      default: 'text',
      help: 'What to print on standard output; github prints annotations for a workflow.',
    },
    'fail-on': {
      type: 'string',
      value: 'WHAT',
      choices: ['breaking', 'bump', 'none'],
      default: 'breaking',
      help: 'When to exit with 1. breaking: a breaking change without a new major version. bump: info.version is too low for the changes. none: never.',
    },
  },
  exitCodes: [
    'info.version is high enough for the changes',
    'info.version must be raised, or review/exceptions.yaml must be corrected',
    'the versions could not be compared',
  ],
  examples: ['npm run spec:diff -- --base main', 'npm run spec:diff -- --base old.yaml --head new.yaml --format json'],
  more: 'review/diff/README.md has the rules, review/exceptions.yaml the accepted changes',
})

type Given = Values<typeof COMMAND.options>

/** @param exceptions the file with the accepted changes */
export const runDiff = (args: string[], output: CommandOutput, exceptions = EXCEPTIONS): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => compare(given, output, exceptions))

function compare({ base, head, format, 'fail-on': failOn }: Given, output: CommandOutput, exceptions: string): 0 | 1 {
  const before = baseOf(base, head)
  const after = sourceOf(head)
  const versions = parseVersions(before, after)
  const diff = diffDocuments(versions.base, versions.head)
  const result = gate(diff, loadExceptions(exceptions), new Date().toISOString().slice(0, 10))
  printText(output.log, formatted(format, diff, versions.head))
  for (const line of result.problems) output.error(line)
  if (result.accepted.length > 0) output.error(`${result.accepted.length} accepted by ${exceptions}`)
  output.error(result.message)
  return isFailed(result, failOn) ? 1 : 0
}

function isFailed({ isBreaking, isEnough, problems }: Gate, failOn: Given['fail-on']): boolean {
  if (failOn === 'none') return false
  return problems.length > 0 || (!isEnough && (isBreaking || failOn === 'bump'))
}

function formatted(format: Given['format'], diff: Diff, head: OpenApiDocument): string {
  if (format === 'json') return `${JSON.stringify(diff, null, 2)}\n`
  if (format === 'md') return formatMarkdown(diff)
  if (format === 'github') return formatGithub(diff, pointer => head.place(pointer).line)
  return formatText(diff, (style, text) => styleText(style, text, { stream: process.stdout }))
}
