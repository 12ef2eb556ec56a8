import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Lines that change together, with the lines around them. */
export interface Hunk {
  /** The number of the first line in each version, from 1. */
  start: { base: number; head: number }
  /** The enclosing blocks, outermost first: `components › schemas › Invoice`. */
  context: string[]
  /** Each starts with ` `, `+` or `-`. */
  lines: string[]
}

/** The differences of two texts of nested blocks, with a few lines of context and the enclosing blocks. */
export async function hunksOf(base: string, head: string): Promise<Hunk[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'spec-review-'))
  try {
    const files = [path.join(folder, 'base'), path.join(folder, 'head')] as const
    await Promise.all([writeFile(files[0], base), writeFile(files[1], head)])
    return read(await gitDiff(...files), [base.split('\n'), head.split('\n')])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Each overrides a setting that the user's git configuration may have. */
const FLAGS =
  'diff --no-index --no-color --no-ext-diff --no-textconv --histogram --indent-heuristic --unified=2 --inter-hunk-context=0'

/** git exits with 1 if the files differ. */
function gitDiff(base: string, head: string): Promise<string> {
  return new Promise((resolve, reject) =>
    execFile('git', [...FLAGS.split(' '), '--', base, head], { maxBuffer: 2 ** 28 }, (error, stdout) =>
      error && error.code !== 1 ? reject(new Error(`git diff: ${error.message}`)) : resolve(stdout),
    ),
  )
}

type Texts = [base: string[], head: string[]]

function read(output: string, texts: Texts): Hunk[] {
  const hunks: Hunk[] = []
  let [from, to] = [0, 0]
  for (const line of output.split('\n')) {
    const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(line)
    if (start) {
      ;[from, to] = [Number(start[1]), Number(start[2])]
      hunks.push({ start: { base: from, head: to }, context: [], lines: [] })
      continue
    }
    const hunk = hunks.at(-1)
    if (!hunk || !/^[ +-]/.test(line)) continue
    const isFirst = line[0] !== ' ' && !hunk.lines.some(other => other[0] !== ' ')
    if (isFirst) hunk.context = line[0] === '-' ? blocksAround(texts[0], from - 1) : blocksAround(texts[1], to - 1)
    hunk.lines.push(line)
    if (line[0] !== '+') from++
    if (line[0] !== '-') to++
  }
  return hunks
}

/** The names of the lines above that open a block around this one, by indentation. */
function blocksAround(lines: string[], index: number): string[] {
  const names: string[] = []
  let depth = indentOf(lines[index] ?? '')
  for (let at = index - 1; at >= 0 && depth > 0; at--) {
    const line = lines[at] ?? ''
    if (line.trim() === '' || indentOf(line) >= depth) continue
    depth = indentOf(line)
    const name = nameOf(line)
    if (name) names.unshift(name)
  }
  return names
}

export const indentOf = (line: string): number => line.length - line.trimStart().length

/**
 * `    "/me": {` → `/me`, `export interface paths {` → `paths`, `  query: z.object({` → `query`, `  '200':` → `200`. An item of a list has no
 * name.
 */
function nameOf(line: string): string {
  const [, quoted, plain] = /^\s*(?:export \w+ |interface |type )?(?:["']([^"']*)["']|([^\s"'?:={(]+))/.exec(line) ?? []
  return quoted ?? (plain === '-' ? '' : (plain ?? ''))
}

/** The numbers of the lines that only one version has. */
export function changedLines({ start, lines }: Hunk): { base: number[]; head: number[] } {
  const changed: { base: number[]; head: number[] } = { base: [], head: [] }
  let { base, head } = start
  for (const line of lines) {
    if (line[0] === '-') changed.base.push(base)
    if (line[0] === '+') changed.head.push(head)
    if (line[0] !== '+') base++
    if (line[0] !== '-') head++
  }
  return changed
}
