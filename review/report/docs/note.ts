import type { Json, OpenApiDocument } from '../../../openapi/document.ts'
import type { At, Change } from '../../diff/change.ts'
import { clip, code } from '../markdown/text.ts'

/**
 * What changed, as Markdown for the reference.
 * @param hasValues whether to add the old and the new value, unless the message contains them
 */
export function noteOf(change: Change, base: OpenApiDocument, head: OpenApiDocument, hasValues = true): string {
  const { message } = change
  const sentence = `**${labelOf(change)}** ${words(message)}${/[.!?]$/.test(message) ? '' : '.'}`
  const [from, to] = [valueAt(base, change.base), valueAt(head, change.head)]
  if (!hasValues || from === undefined || to === undefined || from === to) return sentence
  if (message.includes(from) && message.includes(to)) return sentence
  const [before, now] = withoutCommonWords(from, to)
  return `${sentence} Before: ${quoted(before)} Now: ${quoted(now)}`
}

const MOST_CHARACTERS = 300

/** Several words are text, which may be Markdown; anything else is a value. */
const quoted = (text: string): string =>
  /[^,:] /.test(text) ? `“${words(clip(text, MOST_CHARACTERS))}”` : code(text, MOST_CHARACTERS)

/** How many equal words stay around the part that differs. */
const CONTEXT = 3

/** Only the part of two texts that differs, with a few words around it. */
function withoutCommonWords(from: string, to: string): [from: string, to: string] {
  const texts = [from.trim().split(/\s+/), to.trim().split(/\s+/)] as const
  const shortest = Math.min(texts[0].length, texts[1].length)
  let start = 0
  while (start < shortest && texts[0][start] === texts[1][start]) start++
  let end = 0
  while (end < shortest - start && texts[0].at(-1 - end) === texts[1].at(-1 - end)) end++
  const [skippedAtStart, skippedAtEnd] = [Math.max(start - CONTEXT, 0), Math.max(end - CONTEXT, 0)]
  const partOf = (all: readonly string[]) =>
    [
      ...(skippedAtStart > 0 ? ['…'] : []),
      ...all.slice(skippedAtStart, all.length - skippedAtEnd),
      ...(skippedAtEnd > 0 ? ['…'] : []),
    ].join(' ')
  return [partOf(texts[0]), partOf(texts[1])]
}

function labelOf({ verdict, severity, base, head }: Change): string {
  if (verdict === 'breaking') return severity === 'warning' ? 'May break:' : 'Breaking:'
  if (verdict === 'docs') return 'Documentation:'
  if (base === undefined) return 'Added:'
  return head === undefined ? 'Removed:' : 'Changed:'
}

/** Only values that fit on a line: an object is shown in its place. */
function valueAt(document: OpenApiDocument, at: At | undefined): string | undefined {
  const value = at && document.at(at.pointer)
  if (value === undefined || isLarge(value)) return undefined
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const isLarge = (value: Json): boolean => typeof value === 'object' && value !== null && !isListOfSimple(value)

const isListOfSimple = (value: Json): boolean =>
  Array.isArray(value) && value.every(item => typeof item !== 'object' || item === null)

/** Escapes Markdown and HTML, apart from code in backquotes and bold text. */
const words = (text: string): string =>
  text
    .split(/(`[^`]+`|\*\*[^*`]+\*\*)/)
    .map((part, index) => {
      if (index % 2 === 0) return escaped(part)
      return part.startsWith('`') ? code(part.slice(1, -1)) : `**${escaped(part.slice(2, -2))}**`
    })
    .join('')

const escaped = (text: string): string => text.replaceAll(/[\\`*_~[\]|#>]/g, '\\$&').replaceAll('<', '&lt;')
