/**
 * What comes from a contract, or quotes one, as words and nothing else: no markup, no mention, no link, no end of a table's cell.
 * What stands between backquotes is shown as code.
 */
export const prose = (text: string, most = 400): string =>
  oneLine(text, most)
    .split(/(`[^`]+`)/)
    .map((part, index) => (index % 2 === 1 ? code(part.slice(1, -1)) : words(part)))
    .join('')

/** A name or value of a contract as code, wherever it stands. */
export function code(text: string, most = 200): string {
  const shown = oneLine(text, most)
  if (shown === '') return ''
  // Backquotes would end it, and in a table so would a bar.
  return /^[^`|\\]+$/.test(shown) ? `\`${shown}\`` : `<code>${entities(shown)}</code>`
}

/** Several lines of code, with a fence that no line can close. */
export function fenced(language: string, lines: readonly string[]): string {
  const runs = lines.join('\n').match(/`{3,}/g) ?? []
  const fence = '`'.repeat(Math.max(3, ...runs.map(run => run.length + 1)))
  return [`${fence}${language}`, ...lines.map(line => visible(clip(line, 300))), fence].join('\n')
}

/** What is folded away until a reader asks for it. @param summary safe already */
export const folded = (summary: string, body: string): string =>
  `<details><summary>${summary}</summary>\n\n${body}\n\n</details>`

export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`

/** Control characters, and those that turn the direction of what follows or take no room. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu

const visible = (text: string): string => text.toWellFormed().replaceAll(HIDDEN, '\u{FFFD}')

function oneLine(text: string, most: number): string {
  // Of a text that is far longer no more is looked at than can be needed.
  const start = text.length > 8 * most ? `${text.slice(0, 8 * most)}…` : text
  return clip(visible(start.trim().replaceAll(/\s+/g, ' ')), most)
}

export function clip(text: string, most: number): string {
  // A character is one or two of the units that a text has.
  const points = [...text.slice(0, 2 * most + 2)]
  return points.length > most ? `${points.slice(0, most - 1).join('')}…` : text
}

/** Markup ends at a backslash, but mentions and references are found after it has been read: only an empty comment parts them. */
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
