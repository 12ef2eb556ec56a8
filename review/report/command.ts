import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DocumentError } from '../../openapi/document.ts'
import { baseOf, sourceOf } from '../diff/base.ts'
import { diffDocuments } from '../diff/diff.ts'
import { EXCEPTIONS, loadExceptions } from '../diff/exceptions.ts'
import { gate } from '../diff/gate.ts'
import { readDocument } from '../diff/read.ts'
import { DiffRefused } from '../diff/refusal.ts'
import { lint } from '../lint/lint.ts'
import { type Arguments, BadUsage, readArguments, USAGE } from './arguments.ts'
import { renderDocs } from './docs/page.ts'
import { attempt } from './effects/attempt.ts'
import { gather } from './gather.ts'
import { markdownOf, refusedMarkdown } from './markdown/report.ts'
import { readHouse } from './remaining/house.ts'
import { passes } from './review.ts'

/** Where lines go. */
export type Lines = Pick<Console, 'log' | 'error'>

/** @returns the exit code: 0 when the gate passes, 1 when it does not, 2 when nothing could be worked out */
export async function runReview(args: string[], lines: Lines): Promise<0 | 1 | 2> {
  try {
    const given = readArguments(args)
    if (!given.help) return await review(given, lines)
    lines.log(USAGE)
    return 0
  } catch (error) {
    if (!isRefusal(error)) throw error
    lines.error(error.message)
    return 2
  }
}

const isRefusal = (error: unknown): error is Error =>
  error instanceof BadUsage || error instanceof DiffRefused || error instanceof DocumentError

type Given = Extract<Arguments, { help: false }>

async function review({ base: reference, head: file, out }: Given, lines: Lines): Promise<0 | 1> {
  const [base, head] = readBoth(reference, file, out)
  const diff = diffDocuments(base, head)
  const gated = gate(diff, loadExceptions(EXCEPTIONS), new Date().toISOString().slice(0, 10))
  const docs = await attempt(() => renderDocs(base, head, diff))
  const isOwn = path.resolve(file) === path.resolve('openapi.yaml')
  const found = await gather({
    base,
    head,
    diff,
    gate: gated,
    lint,
    docs,
    house: isOwn ? await readHouse(head) : undefined,
  })
  write(out, {
    'report.md': markdownOf(found),
    'report.json': `${JSON.stringify(found, null, 2)}\n`,
    ...('found' in docs && { 'docs.html': docs.found }),
  })
  const passed = passes(gated)
  lines.log(
    `${path.join(out, 'report.md')}: ${diff.verdict}, ${gated.message}, the gate ${passed ? 'passes' : 'does not pass'}`,
  )
  return passed ? 0 : 1
}

/** A version that cannot be read is told in the report as well, so that none of an earlier one is left standing. */
function readBoth(reference: string, file: string, out: string) {
  try {
    const [before, after] = [baseOf(reference, file), sourceOf(file)]
    return [readDocument(before.file, before.text), readDocument(after.file, after.text)] as const
  } catch (error) {
    if (isRefusal(error)) {
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
    throw new BadUsage(`--out ${folder}: cannot be written (${(error as NodeJS.ErrnoException).code})`)
  }
}
