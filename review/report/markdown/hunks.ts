import type { Hunk } from '../effects/hunks.ts'

const MOST_LINES = 30

/** The lines of a hunk for a block of code in the language `diff`. @param file to show before the enclosing blocks */
export function hunkLines({ context, lines }: Hunk, file = ''): string[] {
  const rest = lines.length - MOST_LINES
  const place = [...(file ? [file] : []), ...context].join(' › ') || 'top'
  return [`@@ ${place} @@`, ...lines.slice(0, MOST_LINES), ...(rest > 0 ? [`@@ … and ${rest} more lines @@`] : [])]
}
