import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { into, type Json, type OpenApiDocument } from '../../../openapi/document.ts'
import type { Diff } from '../../diff/change.ts'
import { markedDocument } from './marked.ts'
import { withPolicy } from './policy.ts'
import { withRedocName } from './redoc-name.ts'

const execute = promisify(execFile)

const REDOCLY = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))

/** Without these, Redocly looks for a newer version and reports each run. */
const OFFLINE = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }

/** The head version as one HTML page that opens from disk and loads nothing from the network. Throws an Error of one line. */
export async function renderDocs(base: OpenApiDocument, head: OpenApiDocument, diff: Diff): Promise<string> {
  refuseOutside(head)
  // Synchronous up to here, so that Redocly starts before the caller does other work.
  const folder = mkdtempSync(path.join(tmpdir(), 'spec-review-'))
  try {
    writeFileSync(path.join(folder, 'openapi.json'), JSON.stringify(markedDocument(base, head, diff)))
    const args = ['build-docs', 'openapi.json', '--output', 'docs.html', '--inlineBundle']
    // In a folder of its own, without any configuration.
    await execute(process.execPath, [REDOCLY, ...args], { cwd: folder, env: OFFLINE })
    return withPolicy(withRedocName(await readFile(path.join(folder, 'docs.html'), 'utf8')))
  } catch (error) {
    throw new Error(`@redocly/cli cannot render it (${lastLine(error as Error & { stderr?: string })})`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Redocly would read it, from disk or from the network. The vocabulary has no such references, but values of extensions may. */
function refuseOutside(document: OpenApiDocument): void {
  const check = (value: Json, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref' && typeof inner === 'string' && !inner.startsWith('#'))
        document.refuse(pointer, `${inner} refers to another document`, 'Move what it refers to into the document.')
      check(inner, into(pointer, key))
    }
  }
  check(document.root, '#')
}

const lastLine = ({ stderr = '', message }: Error & { stderr?: string }): string =>
  stderr.trim().split('\n').at(-1) || message
