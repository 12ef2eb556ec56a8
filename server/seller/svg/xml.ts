/** An element of an XML document. Its text is dropped. */
export interface Element {
  name: string
  attributes: ReadonlyMap<string, string>
  children: Element[]
  /** Counted from 1. */
  line: number
}

/** A file that cannot be drawn. The message says where and why. */
export class SvgRefused extends Error {
  override name = 'SvgRefused'

  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`)
  }
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[^>]*\?>|<!DOCTYPE[^[>]*>|<(?<end>\/?)(?<name>[\w:.-]+)(?<attributes>(?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<empty>\/?)>|[^<]+/gy
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Deeper than any drawing, and shallow enough for recursive functions. */
const DEEPEST = 100

/** Reads a document without entities of its own and without CDATA. Throws SvgRefused. */
export function readXml(text: string): Element {
  const root: Element = { name: '', attributes: new Map(), children: [], line: 1 }
  const open = [root]
  let at = text.startsWith('\ufeff') ? 1 : 0
  let line = 1
  while (at < text.length) {
    TOKEN.lastIndex = at
    const match = TOKEN.exec(text)
    if (!match) throw new SvgRefused(line, 'this is not XML, or uses entities or CDATA, which are not supported')
    const { name, end, attributes = '', empty } = match.groups ?? {}
    if (name !== undefined && end) {
      if (open.pop()?.name !== name) throw new SvgRefused(line, `</${name}> ends another element`)
    } else if (name !== undefined) {
      const element = { name, attributes: readAttributes(attributes, line), children: [], line }
      open.at(-1)?.children.push(element)
      if (!empty) open.push(element)
      if (open.length > DEEPEST) throw new SvgRefused(line, `elements are nested more than ${DEEPEST} deep`)
    }
    line += match[0].split('\n').length - 1
    at = TOKEN.lastIndex
  }
  const [document] = root.children
  if (!document || open.length > 1) throw new SvgRefused(line, `the file ends before </${open.at(-1)?.name || 'svg'}>`)
  return document
}

function readAttributes(text: string, line: number): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new SvgRefused(line, `the attribute ${name} is there twice`)
    attributes.set(name, decode(double ?? single ?? '', line))
  }
  return attributes
}

const decode = (text: string, line: number): string =>
  text.replaceAll(/&([^;]*);?/g, (_, name: string) => {
    const character = ENTITIES[name]
    if (character === undefined) throw new SvgRefused(line, `&${name}; is not supported`)
    return character
  })
