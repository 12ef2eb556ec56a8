// npm run spec:diff -- --base REF_OR_FILE [OPTION ...]; see review/diff/README.md

import { styleText } from 'node:util'
import { DocumentError } from '../../openapi/document-error.ts'
import { type Arguments, readArguments, USAGE } from './arguments.ts'
import { baseOf, sourceOf } from './base.ts'
import type { Diff } from './change.ts'
import { diffDocuments } from './diff.ts'
import { EXCEPTIONS, loadExceptions } from './exceptions.ts'
import { formatGithub } from './formats/github.ts'
import { formatMarkdown } from './formats/markdown.ts'
import { formatText } from './formats/text.ts'
import { type Gate, gate } from './gate.ts'
import { type Contract, readDocument } from './read.ts'
import { DiffRefused } from './refusal.ts'

const EXIT = { clean: 0, failed: 1, refused: 2 }

// Whoever reads may leave (`npm run spec:diff | head`); the exit code still says how it went.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

try {
  const given = readArguments(process.argv.slice(2))
  if (given.help) console.log(USAGE)
  else process.exitCode = compare(given)
} catch (error) {
  if (!(error instanceof DiffRefused || error instanceof DocumentError)) throw error
  console.error(error.message)
  process.exitCode = EXIT.refused
}

function compare({ base, head, format, failOn }: Arguments): number {
  const before = baseOf(base, head)
  const after = sourceOf(head)
  const contract = readDocument(after.file, after.text)
  const diff = diffDocuments(readDocument(before.file, before.text), contract)
  const judged = gate(diff, loadExceptions(EXCEPTIONS), new Date().toISOString().slice(0, 10))
  process.stdout.write(formatted(format, diff, contract))
  for (const line of judged.problems) console.error(line)
  if (judged.accepted.length > 0) console.error(`${judged.accepted.length} accepted by ${EXCEPTIONS}`)
  console.error(judged.message)
  return isFailed(judged, failOn) ? EXIT.failed : EXIT.clean
}

function isFailed({ isBreaking, isEnough, problems }: Gate, failOn: Arguments['failOn']): boolean {
  if (failOn === 'none') return false
  return problems.length > 0 || (!isEnough && (isBreaking || failOn === 'bump'))
}

function formatted(format: Arguments['format'], diff: Diff, head: Contract): string {
  if (format === 'json') return `${JSON.stringify(diff, null, 2)}\n`
  if (format === 'md') return formatMarkdown(diff)
  if (format === 'github') return formatGithub(diff, pointer => head.place(pointer).line)
  return formatText(diff, (style, text) => styleText(style, text, { stream: process.stdout }))
}
