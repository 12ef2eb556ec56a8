import type { GeneratedChange } from '../effects/generated.ts'
import type { Review } from '../review.ts'
import { hunkLines } from './hunks.ts'
import { code, fenced, folded, prose } from './text.ts'

/** The files that handlers and the client are compiled against. */
const SHOWN = ['types.gen.ts', 'routes.gen.ts']

/** What is not already shown with a change of the contract. */
export function generatedSection({ generated, excerpts }: Review, most: number): string {
  const heading = '### Generated types and routes'
  if ('refused' in generated)
    return `${heading}\n\nThe generator does not support one of the versions: ${prose(generated.refused)}`
  const { found } = generated
  if (found.length === 0) return ''
  const sums = found.map(({ file, added, removed }) => `${code(file)} +${added} −${removed}`).join(', ')
  const known = new Set('found' in excerpts ? excerpts.found.flatMap(({ types }) => types) : [])
  const parts = SHOWN.flatMap(name => found.filter(({ file }) => file === name))
    .map(change => ({ ...change, hunks: change.hunks.filter(hunk => !known.has(hunk)) }))
    .filter(({ hunks }) => hunks.length > 0)
    .map(change => fileOf(change, most))
  return [heading, `Lines added and removed, without comments and descriptions: ${sums}.`, ...parts].join('\n\n')
}

function fileOf({ file, hunks }: GeneratedChange, most: number): string {
  const shown = hunks.slice(0, most).flatMap(hunk => hunkLines(hunk))
  const rest = hunks.length - most
  return folded(file, fenced('diff', rest > 0 ? [...shown, `@@ … and ${rest} more hunks, in report.json @@`] : shown))
}
