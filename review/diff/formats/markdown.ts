import type { Change, Diff } from '../change.ts'
import { countsText, groupsOf, operationsText, verdictText } from './groups.ts'

/** For a comment on a pull request. Documentation changes are collapsed. */
export function formatMarkdown(diff: Diff): string {
  const { base, head, requiredBump } = diff
  const versions = `\`${base.version}\` → \`${head.version}\``
  const needs = requiredBump === 'none' ? 'no rise is required' : `a **${requiredBump}** rise is required`
  const lines = [`**${verdictText[diff.verdict]}** (${countsText(diff)}); info.version ${versions}, ${needs}.`]
  for (const { verdict, title, changes } of groupsOf(diff)) {
    const items = changes.map(change => itemOf(diff, change)).join('\n')
    const heading = `${title} (${changes.length})`
    if (verdict === 'docs') lines.push(`<details><summary>${heading}</summary>\n\n${items}\n\n</details>`)
    else lines.push(`### ${heading}\n\n${items}`)
  }
  return `${lines.join('\n\n')}\n`
}

const MARKS: Record<Change['severity'], string> = { error: '🔴', warning: '🟠', info: '⚪' }

function itemOf({ base, head }: Diff, change: Change): string {
  const { rule, severity, direction, operations, message, hint } = change
  const places = [
    change.base && code(`${base.file}:${change.base.line}`),
    change.head && code(`${head.file}:${change.head.line}`),
  ].filter(Boolean)
  const side = direction === 'none' ? [] : [direction === 'both' ? 'request and response' : direction]
  const reach = operations.length > 0 ? [escaped(operationsText(operations))] : []
  const about = [code(rule), ...side, places.join(' → '), ...reach].filter(Boolean).join(' · ')
  return `- ${MARKS[severity]} ${escaped(message)}<br>${about}<br>${escaped(hint)}`
}

/** A code span around any text (CommonMark 0.31, 6.1). */
function code(text: string): string {
  const fence = '`'.repeat(1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length)))
  return text.includes('`') ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}

/** Escapes text from a document, which must not become Markdown, HTML or a mention. */
const escaped = (text: string): string =>
  text
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', '&#64;')
