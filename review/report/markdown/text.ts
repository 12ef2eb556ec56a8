/**
 * Escapes text that comes from a contract or quotes one: no markup, mention or link, and it cannot end a table cell.
 * Text in backquotes is shown as code.
 */
export const prose = (text: string, most = 400): string =>
  oneLine(text, most)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : words(part)))
    .join('')

/**
 * A description from a contract, which is Markdown: paragraphs, lists, headings, bold text and code stay, everything else is escaped. Line
 * breaks inside a paragraph are removed, because GitHub shows them in comments.
 */
export function description(text: string, most = 1500): string {
  const blocks = clip(text, most)
    .trim()
    .replaceAll(/\[([^\]]*)\]\(([^)\s]*)\)/g, '$1 ($2)')
    .split(/\n\s*\n|\n(?=\s*(?:[-*+]|\d+\.) )|\n(?=#+ )/)
    .map(block => /^(\s*)([-*+] |\d+\. |#+ )?([\s\S]*)$/.exec(block))
  return blocks.reduce((whole, block, index) => {
    const [, indent = '', marker = '', words = ''] = block ?? []
    const isItem = marker !== '' && !marker.startsWith('#')
    const separator = index === 0 ? '' : isItem && isItemAt(blocks[index - 1]) ? '\n' : '\n\n'
    const shown = emphasized(words, most)
    return (
      whole + separator + (isItem ? indent.replaceAll(/\s/g, ' ') + marker + shown : marker ? `**${shown}**` : shown)
    )
  }, '')
}

const isItemAt = (block: RegExpExecArray | null | undefined): boolean => /^[-*+\d]/.test(block?.[2] ?? '')

const emphasized = (text: string, most: number): string =>
  text
    .split(/\*\*([^*]+)\*\*/)
    .map((part, index) => (index % 2 === 1 ? `**${prose(part, most)}**` : spaced(part, prose(part, most))))
    .join('')

/** With the space that escaping removes at the ends. */
const spaced = (text: string, shown: string): string =>
  shown === ''
    ? ' '.repeat(Math.min(text.length, 1))
    : `${/^\s/.test(text) ? ' ' : ''}${shown}${/\s$/.test(text) ? ' ' : ''}`

/** A name or value from a contract as code, also in tables. */
export function code(text: string, most = 200): string {
  const shown = oneLine(text, most)
  if (shown === '') return ''
  // Backquotes would end a code span, and bars a table cell.
  return /^[^`|\\]+$/.test(shown) ? `\`${shown}\`` : `<code>${entities(shown)}</code>`
}

/** Several lines of code, with a fence that no line can close. */
export function fenced(language: string, lines: readonly string[]): string {
  const runs = lines.join('\n').match(/`{3,}/g) ?? []
  const fence = '`'.repeat(Math.max(3, ...runs.map(run => run.length + 1)))
  return [`${fence}${language}`, ...lines.map(line => visible(clip(line, 300))), fence].join('\n')
}

/** @param summary already escaped @param isOpen otherwise it is collapsed until the reader opens it */
export const folded = (summary: string, body: string, isOpen = false): string =>
  `<details${isOpen ? ' open' : ''}><summary>${summary}</summary>\n\n${body}\n\n</details>`

export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`

/** Control characters, invisible ones, and those that change the direction of the following text. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu

const visible = (text: string): string => text.toWellFormed().replaceAll(HIDDEN, '\u{FFFD}')

function oneLine(text: string, most: number): string {
  // Cut very long texts first, to spend no time on what is not shown.
  const start = text.length > 8 * most ? `${text.slice(0, 8 * most)}…` : text
  return clip(visible(start.trim().replaceAll(/\s+/g, ' ')), most)
}

export function clip(text: string, most: number): string {
  // A character has one or two UTF-16 code units.
  const points = [...text.slice(0, 2 * most + 2)]
  return points.length > most ? `${points.slice(0, most - 1).join('')}…` : text
}

/** A backslash escapes markup, but GitHub finds mentions and references later: only an empty comment breaks those. */
const words = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\`*~[\]|$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/@(?=\w)|#(?=\d)|GH-(?=\d)|www(?=\.)|:(?=\/\/)/gi, '$&<!-- -->')
    .replace(/^(?=[#+-])|^\d+(?=[.)])/, '$&\\')

const entities = (text: string): string =>
  text
    .replaceAll(/[^\p{L}\p{N} ,;/'()-]/gu, character => `&#${character.codePointAt(0)};`)
    .replaceAll('&#64;', '$&<!-- -->')
