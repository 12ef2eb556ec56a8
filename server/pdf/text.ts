import type { Face, Fonts, Weight } from './fonts.ts'

/** All sizes and widths in this file are points, 1/72 inch. */
export interface Style {
  size: number
  weight?: Weight
  color?: string
}

interface Run {
  text: string
  face: Face
  width: number
}

/** A line of text, divided into runs of one font each. */
export interface Line {
  runs: Run[]
  width: number
}

export type Measure = (text: string, face: Face, size: number) => number

export interface Typesetter {
  /** Breaks a text into lines of at most the width. An empty text has no lines. A word that is too wide is broken anywhere. */
  wrap(text: string, style: Style, width: number): Line[]
  /** Puts a text on one line, in a smaller size if it is wider than the width. */
  fit(text: string, style: Style, width: number): { line: Line; style: Style }
  /** Whether a text so far had a character that no font has. */
  readonly hasReplaced: boolean
}

/** Printed for a character that no font has. */
const REPLACEMENT = '\uFFFD'

/** Spaces at which a line may end: those that are left after clean(), without the no-break space. */
const SPACE = '[ \\u2002\\u2003\\u2009\\u3000]'
const IDEOGRAPH = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]'
/** Matches spaces, or an ideograph with punctuation that must not begin a line, or a word. */
const TOKENS = new RegExp(`${SPACE}+|${IDEOGRAPH}[ー々\\p{Pe}\\p{Pf}\\p{Po}]*|(?:(?!${SPACE}|${IDEOGRAPH}).)+`, 'gu')
const IS_SPACE = new RegExp(`^${SPACE}`, 'u')

/** Removed, because they could reverse or hide printed text. Joiners stay, because Devanagari needs them. */
const INVISIBLE = /(?!\u200c|\u200d|\n)[\p{Cc}\p{Default_Ignorable_Code_Point}]/gu

/** Spaces, and the blank of Braille, that none of the fonts has. */
const UNPRINTABLE_SPACE = /[\u1680\u2004-\u2006\u2008\u200a\u205f\u2800]/g
const UNPRINTABLE_NO_BREAK_SPACE = /[\u2007\u202f]/g

/** Joiners have no effect on these characters, and their fonts do not have them. */
const IDLE_JOINER = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Nd}\p{P}\p{Zs}])[\u200c\u200d]+/gu

const clean = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/\r\n?|[\u2028\u2029\v\f\u0085]/g, '\n')
    .replaceAll('\t', ' ')
    .replaceAll(UNPRINTABLE_SPACE, ' ')
    .replaceAll(UNPRINTABLE_NO_BREAK_SPACE, '\u00a0')
    .replaceAll(INVISIBLE, '')
    .replaceAll(IDLE_JOINER, '')

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const graphemesOf = (text: string) => Array.from(graphemes.segment(text), ({ segment }) => segment)

export function createTypesetter(fonts: Pick<Fonts, 'faceFor'>, measure: Measure): Typesetter {
  let hasReplaced = false

  /** Graphemes that no font has are replaced. Right-to-left text is not reordered. */
  function runsOf(text: string, { size, weight = 400 }: Style): Run[] {
    const parts: { text: string; face: Face }[] = []
    const pieces = /^[ -~]*$/.test(text) ? [text] : graphemesOf(text)
    for (const piece of pieces) {
      const face = fonts.faceFor(piece, weight)
      if (!face) hasReplaced = true
      const part = face ? { text: piece, face } : { text: REPLACEMENT, face: fonts.faceFor(REPLACEMENT, weight)! }
      const last = parts.at(-1)
      if (last?.face === part.face) last.text += part.text
      else parts.push(part)
    }
    return parts.map(part => ({ ...part, width: measure(part.text, part.face, size) }))
  }

  function lineOf(text: string, style: Style): Line {
    const runs = runsOf(text, style)
    return { runs, width: runs.reduce((sum, run) => sum + run.width, 0) }
  }

  /** Breaks a word into pieces that fit, of at least one grapheme each. */
  function breakWord(word: string, style: Style, width: number): string[] {
    const pieces: string[] = []
    let piece = ''
    let used = 0
    for (const grapheme of graphemesOf(word)) {
      const added = lineOf(grapheme, style).width
      if (piece && used + added > width) {
        pieces.push(piece)
        piece = ''
        used = 0
      }
      piece += grapheme
      used += added
    }
    return [...pieces, piece]
  }

  function wrapParagraph(paragraph: string, style: Style, width: number): string[] {
    const lines: string[] = []
    let line = ''
    let used = 0
    let space = ''
    for (const token of paragraph.match(TOKENS) ?? []) {
      if (IS_SPACE.test(token)) {
        space = token
        continue
      }
      const own = lineOf(token, style).width
      const gap = space && line ? lineOf(space, style).width : 0
      if (line && used + gap + own > width) {
        lines.push(line)
        line = ''
        used = 0
      }
      const pieces = own > width ? breakWord(token, style, width) : [token]
      const last = pieces.pop()!
      lines.push(...pieces)
      used = line ? used + gap + own : pieces.length > 0 ? lineOf(last, style).width : own
      line = line ? line + space + last : last
      space = ''
    }
    return [...lines, line]
  }

  return {
    get hasReplaced() {
      return hasReplaced
    },
    wrap(text, style, width) {
      const paragraphs = clean(text).trim().split('\n')
      if (paragraphs.length === 1 && paragraphs[0] === '') return []
      return paragraphs.flatMap(paragraph => wrapParagraph(paragraph, style, width)).map(line => lineOf(line, style))
    },
    fit(text, style, width) {
      const flat = clean(text).trim().replaceAll('\n', ' ')
      const line = lineOf(flat, style)
      if (line.width <= width) return { line, style }
      const smaller = { ...style, size: (style.size * width) / line.width }
      return { line: lineOf(flat, smaller), style: smaller }
    },
  }
}
