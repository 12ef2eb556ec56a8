import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { defineCommand, type ExitCode, type Values } from '../../openapi/cli/command.ts'
import { CommandError } from '../../openapi/cli/command-error.ts'
import { type CommandOutput, runCommand } from '../../openapi/cli/run.ts'
import { baseOf, sourceOf } from '../diff/base.ts'
import { diffDocuments } from '../diff/diff.ts'
import { EXCEPTIONS, loadExceptions } from '../diff/exceptions.ts'
import { gate } from '../diff/gate.ts'
import { parseVersions } from '../diff/versions.ts'
import { lint } from '../lint/lint.ts'
import { readProject } from './checklist/project.ts'
import { renderDocs } from './docs/page.ts'
import { attempt } from './effects/attempt.ts'
import { markdownOf, refusedMarkdown } from './markdown/report.ts'
import { passes } from './review.ts'

const COMMAND = defineCommand({
  name: 'npm run spec:review',
  summary: 'Writes what a reviewer of a changed contract needs to report.md, report.json and docs.html. Works offline.',
  options: {
    base: {
      type: 'string',
      value: 'REF_OR_FILE',
      required: true,
      help: 'The version to compare with: a file, or a git ref. For a ref, its merge base with HEAD is used.',
    },
    out: { type: 'string', value: 'DIR', required: true, help: 'The folder to write to.' },
    head: { type: 'string', value: 'FILE', default: 'openapi.yaml', help: 'The version under review.' },
  },
  exitCodes: [
    'info.version is high enough for the changes',
    'info.version must be raised, or review/exceptions.yaml must be corrected',
    'the versions could not be compared',
  ],
  examples: ['npm run spec:review -- --base main --out review-out'],
})

type Given = Values<typeof COMMAND.options>

export const runReview = (args: string[], output: CommandOutput): Promise<ExitCode> =>
  runCommand(COMMAND, args, output, given => review(given, output))

async function review({ base: reference, head: file, out }: Given, output: CommandOutput): Promise<0 | 1> {
  const { base, head, texts } = readBoth(reference, file, out)
  const diff = diffDocuments(base, head)
  const gated = gate(diff, loadExceptions(EXCEPTIONS), new Date().toISOString().slice(0, 10))
  const rendering = attempt(() => renderDocs(base, head, diff))
  // Loads the TypeScript compiler, which takes a while, so Redocly must have started before.
  const { gather } = await import('./gather.ts')
  const isOwn = path.resolve(file) === path.resolve('openapi.yaml')
  const found = await gather({
    base,
    head,
    texts,
    diff,
    gate: gated,
    lint,
    docs: rendering,
    project: isOwn ? readProject : undefined,
  })
  const docs = await rendering
  write(out, {
    'report.md': markdownOf(found),
    'report.json': `${JSON.stringify(found, null, 2)}\n`,
    ...('found' in docs && { 'docs.html': docs.found }),
  })
  const passed = passes(gated)
  output.log(
    `${path.join(out, 'report.md')}: ${diff.verdict}, ${gated.message}, the check ${passed ? 'passes' : 'fails'}`,
  )
  return passed ? 0 : 1
}

/** If a version cannot be read, the report says so too: no earlier report is left in its place. */
function readBoth(reference: string, file: string, out: string) {
  try {
    const [before, after] = [baseOf(reference, file), sourceOf(file)]
    return {
      ...parseVersions(before, after),
      texts: { base: before.text, head: after.text },
    }
  } catch (error) {
    if (error instanceof CommandError) {
      const { message: refused } = error
      write(out, { 'report.md': refusedMarkdown(refused), 'report.json': `${JSON.stringify({ refused })}\n` })
    }
    throw error
  }
}

function write(folder: string, files: Record<string, string>): void {
  try {
    mkdirSync(folder, { recursive: true })
    for (const name of ['report.md', 'report.json', 'docs.html']) rmSync(path.join(folder, name), { force: true })
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text)
  } catch (error) {
    throw new CommandError(`--out ${folder}: cannot be written (${(error as NodeJS.ErrnoException).code})`)
  }
}
