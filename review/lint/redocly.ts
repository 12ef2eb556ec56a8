import { execFile } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { OpenApiDocument } from '../../openapi/document.ts'
import { into, plainKeysOf } from '../../openapi/pointer.ts'
import type { Finding } from './finding.ts'
import { hintFor } from './redocly-hints.ts'

/** A problem in the output of `redocly lint --format json`. */
interface Problem {
  ruleId: string
  severity: 'error' | 'warn'
  message: string
  location: { pointer?: string }[]
  suggest?: string[]
}

const CONFIG = fileURLToPath(new URL('../../redocly.yaml', import.meta.url))
const COMMAND = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')),
  'bin/cli.js',
)

/** Without the caller's environment: no update check, no telemetry, no other settings. */
const ENVIRONMENT = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1', CI: 'true' }

/** The findings of Redocly with the settings in redocly.yaml, at their places in the document's own file. */
export async function redocly(document: OpenApiDocument): Promise<Finding[]> {
  // The document may come from git, without a file of its own. Written synchronously, so that Redocly starts before the caller does other work.
  const folder = mkdtempSync(path.join(tmpdir(), 'spec-lint-'))
  try {
    const file = path.join(folder, 'openapi.json')
    writeFileSync(file, JSON.stringify(document.root))
    return (await problemsIn(file)).map(problem => findingOf(document, problem))
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** Redocly exits with 1 for problems, and without a report for a document that it cannot process. */
async function problemsIn(file: string): Promise<Problem[]> {
  const args = [COMMAND, 'lint', file, '--config', CONFIG, '--format', 'json', '--max-problems', '100000']
  const options = { cwd: path.dirname(file), env: ENVIRONMENT, maxBuffer: 1 << 28 }
  const { stdout, stderr } = await new Promise<{ stdout: string; stderr: string }>(resolve =>
    execFile(process.execPath, args, options, (_, stdout, stderr) => resolve({ stdout, stderr })),
  )
  if (stdout.startsWith('{')) return (JSON.parse(stdout) as { problems: Problem[] }).problems
  const reason = /^ +- (.*)$/m.exec(stderr)?.[1] ?? stderr.trim()
  return [
    {
      ruleId: 'unfinished',
      severity: 'error',
      message: `Redocly could not check the document: ${reason}`,
      location: [],
    },
  ]
}

function findingOf(document: OpenApiDocument, problem: Problem): Finding {
  const location = problem.location[0]?.pointer ?? '#/'
  // Redocly writes the root as `#/`.
  const pointer = location === '#/' ? '#' : into('#', ...plainKeysOf(location))
  return {
    rule: `redocly/${problem.ruleId}`,
    severity: problem.severity === 'warn' ? 'warning' : 'error',
    file: document.file,
    ...document.place(pointer),
    pointer,
    message: problem.message.replaceAll(/\s+/g, ' ').trim(),
    hint: problem.suggest?.[0] ? `Did you mean ${problem.suggest[0]}?` : hintFor(problem.ruleId),
  }
}
