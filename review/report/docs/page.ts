import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { OpenApiDocument } from '../../../openapi/document.ts'
import { objectsIn } from '../../../openapi/objects.ts'
import type { Diff } from '../../diff/change.ts'
import { markedDocument } from './marked.ts'
import { withPolicy } from './policy.ts'

const execute = promisify(execFile)

const REDOCLY = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))

/** It would look for a newer version and tell its makers of each run. */
const OFFLINE = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

/** The new version as one page of HTML that opens from disk and asks the network for nothing. Throws an Error with one line. */
export async function renderDocs(base: OpenApiDocument, head: OpenApiDocument, diff: Diff): Promise<string> {
  refuseOutside(head)
  const folder = await mkdtemp(path.join(tmpdir(), 'spec-review-'))
  try {
    await writeFile(path.join(folder, 'openapi.json'), JSON.stringify(markedDocument(base, head, diff)))
    const args = ['build-docs', 'openapi.json', '--output', 'docs.html', '--inlineBundle']
    // In a folder of its own, where no settings stand.
    await execute(process.execPath, [REDOCLY, ...args], { cwd: folder, env: OFFLINE })
    return withPolicy(await readFile(path.join(folder, 'docs.html'), 'utf8'))
  } catch (error) {
    throw new Error(`@redocly/cli cannot render it (${lastLine(error as Error & { stderr?: string })})`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** It would be read, from disk or from the network. */
function refuseOutside(document: OpenApiDocument): void {
  for (const { value, pointer } of objectsIn(document.root, '#'))
    if (typeof value.$ref === 'string' && !value.$ref.startsWith('#'))
      document.refuse(pointer, `refers out of the document, to ${value.$ref}`)
}

const lastLine = ({ stderr = '', message }: Error & { stderr?: string }): string =>
  stderr.trim().split('\n').at(-1) || message
