import type { GeneratedChange } from '../effects/generated.ts'
import type { Hunk } from '../effects/hunks.ts'
import type { Review } from '../review.ts'
import { code, fenced, folded, prose } from './text.ts'

/** The files that handlers and the client are compiled against. */
const SHOWN = ['types.gen.ts', 'routes.gen.ts']

const LINES_OF_A_HUNK = 30

export function generatedSection({ generated }: Review, most: number): string {
  const heading = '### Generated types and routes'
  if ('refused' in generated)
    return `${heading}\n\nThe generator does not support one of the versions: ${prose(generated.refused)}`
  const { found } = generated
  if (found.length === 0) return ''
  const sums = found.map(({ file, added, removed }) => `${code(file)} +${added} −${removed}`).join(', ')
  const parts = SHOWN.flatMap(name => found.filter(({ file }) => file === name)).map(change => fileOf(change, most))
  return [heading, `Lines added and removed, without comments and descriptions: ${sums}.`, ...parts].join('\n\n')
}

function fileOf({ file, hunks }: GeneratedChange, most: number): string {
  const shown = hunks.slice(0, most).flatMap(textOf)
  const rest = hunks.length - most
  return folded(file, fenced('diff', rest > 0 ? [...shown, `@@ … and ${rest} more hunks, in report.json @@`] : shown))
}

function textOf({ context, lines }: Hunk): string[] {
  const rest = lines.length - LINES_OF_A_HUNK
  const place = `@@ ${context.join(' › ') || 'top'} @@`
  return [place, ...lines.slice(0, LINES_OF_A_HUNK), ...(rest > 0 ? [`@@ … and ${rest} more lines @@`] : [])]
}
