import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import PDFDocument from 'pdfkit'
import { unpackWoff } from './woff.ts'

export type Weight = 400 | 700

/** A font of fontkit, the library that pdfkit uses. */
interface Font {
  hasGlyphForCodePoint(codePoint: number): boolean
  /** fontkit's private cache. */
  _glyphs?: unknown
}

export interface Face {
  /** Unique: the file name without its extension. */
  name: string
  font: Font
}

export interface Fonts {
  /** The first face that has glyphs for the whole text; undefined when there is none. */
  faceFor(text: string, weight: Weight): Face | undefined
  /**
   * Clears fontkit's glyph cache. With each glyph, fontkit caches the characters it was first used for, and none when it was
   * part of another glyph. A later document would then be searched and copied wrongly, and its bytes would depend on earlier
   * documents.
   */
  beginDocument(): void
}

const require = createRequire(import.meta.url)

/** Font packages in order of preference, each with its preferred file. The other files follow in the order of their names. */
const FAMILIES = [
  { package: require.resolve('@fontsource/noto-sans/package.json'), first: 'noto-sans-latin' },
  { package: require.resolve('@fontsource/noto-sans-jp/package.json'), first: 'noto-sans-jp-japanese' },
]

/** Bounds the memory for lookups, whatever characters the notes contain. */
const MAX_CACHED_TEXTS = 5_000

/** Font files are opened when a character is missing in those before, and stay in memory. */
export function createFonts(): Fonts {
  const weights = { 400: createWeight(400), 700: createWeight(700) }
  return {
    faceFor: (text, weight) => weights[weight].faceFor(text),
    beginDocument() {
      for (const { font } of [...weights[400].faces, ...weights[700].faces]) font._glyphs = {}
    },
  }
}

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
      if (found.size >= MAX_CACHED_TEXTS) found.clear()
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

/** pdfkit opens a font only for a document, and keeps fontkit's font object in this private property. */
function open(file: string): Font {
  const pdf = new PDFDocument({ autoFirstPage: false, font: '' }).font(unpackWoff(readFileSync(file)))
  return (pdf as unknown as { _font: { font: Font } })._font.font
}
