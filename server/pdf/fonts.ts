import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'
import { unpackWoff } from './woff.ts'

export type Weight = 400 | 700

/** A font of fontkit, which pdfkit draws with. */
interface Font {
  hasGlyphForCodePoint(codePoint: number): boolean
  /** Its private cache. */
  _glyphs?: unknown
}

export interface Face {
  /** Its file without the extension, unique among all. */
  name: string
  font: Font
}

export interface Fonts {
  /** The first face that has every code point of the text; undefined when none has. */
  faceFor(text: string, weight: Weight): Face | undefined
  /**
   * Forgets what glyphs stood for. fontkit keeps with a glyph the characters it was first used for, none when it was part of another
   * one: the next document would be searched and copied wrongly, and its bytes depend on the one before.
   */
  beginDocument(): void
}

const require = createRequire(import.meta.url)

/** Packages in the order they are asked, each with its file to ask first; the others follow as their numbers and names do. */
const FAMILIES = [
  { package: require.resolve('@fontsource/noto-sans/package.json'), first: 'noto-sans-latin' },
  { package: require.resolve('@fontsource/noto-sans-jp/package.json'), first: 'noto-sans-jp-japanese' },
]

/** Enough for the characters of many invoices, and a bound for what somebody may put into notes. */
const REMEMBERED = 5_000

/** The fonts of one thread: a file is read when the ones before it lack a character, and stays. */
export function createFonts(): Fonts {
  const weights = { 400: createWeight(400), 700: createWeight(700) }
  return {
    faceFor: (text, weight) => weights[weight].faceFor(text),
    beginDocument() {
      for (const { font } of [...weights[400].faces, ...weights[700].faces]) font._glyphs = {}
    },
  }
}

/** The faces opened so far, and the way to them. */
function createWeight(weight: Weight): { faces: readonly Face[]; faceFor(text: string): Face | undefined } {
  const files = FAMILIES.flatMap(family => filesOf(join(dirname(family.package), 'files'), family.first, weight))
  const faces: Face[] = []
  const found = new Map<string, Face | undefined>()

  function find(text: string): Face | undefined {
    const codePoints = Array.from(text, char => char.codePointAt(0)!)
    for (let index = 0; index < files.length; index++) {
      const file = files[index]!
      faces[index] ??= { name: basename(file, '.woff'), font: open(file) }
      const face = faces[index]!
      if (codePoints.every(codePoint => face.font.hasGlyphForCodePoint(codePoint))) return face
    }
    return undefined
  }

  return {
    faces,
    faceFor(text) {
      if (found.has(text)) return found.get(text)
      if (found.size >= REMEMBERED) found.clear()
      const face = find(text)
      found.set(text, face)
      return face
    },
  }
}

function filesOf(folder: string, first: string, weight: Weight): string[] {
  const suffix = `-${weight}-normal.woff`
  const start = `${first}${suffix}`
  const others = readdirSync(folder).filter(name => name.endsWith(suffix) && name !== start)
  others.sort(new Intl.Collator('en', { numeric: true }).compare)
  return [start, ...others].map(name => join(folder, name))
}

/** pdfkit opens a font file only for a document, and then keeps fontkit's font under this private name. */
function open(file: string): Font {
  const pdf = new PDFDocument({ autoFirstPage: false, font: '' }).font(unpackWoff(readFileSync(file)))
  return (pdf as unknown as { _font: { font: Font } })._font.font
}
