import type { Change, Diff } from '../change.ts'
import { countsText, groupsOf } from './groups.ts'

const COMMANDS: Record<Change['severity'], string> = { error: 'error', warning: 'warning', info: 'notice' }

/**
 * Workflow commands that GitHub shows on the lines of a pull request. Documentation changes are only counted.
 * @param nearest the line in the head version that is closest to something that was removed
 */
export function formatGithub(diff: Diff, nearest: (pointer: string) => number): string {
  const lines = groupsOf(diff).flatMap(({ verdict, changes }) =>
    verdict === 'docs' ? [] : changes.map(change => commandOf(diff, change, nearest)),
  )
  const sum = `::notice file=${property(diff.head.file)},line=1,title=spec%3Adiff::${data(countsText(diff))}`
  return `${[...lines, sum].join('\n')}\n`
}

function commandOf({ head }: Diff, change: Change, nearest: (pointer: string) => number): string {
  const { rule, severity, operations, message, hint } = change
  const line = change.head?.line ?? nearest(change.base?.pointer ?? '#')
  const column = change.head ? `,col=${change.head.column}` : ''
  const reach = operations.length > 0 ? ` (${operations.join(', ')})` : ''
  const at = `file=${property(head.file)},line=${line}${column},title=${property(`${change.verdict}: ${rule}`)}`
  return `::${COMMANDS[severity]} ${at}::${data(`${message}${reach}. ${hint}`)}`
}

/** Escapes what would end the message or start another command. */
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
