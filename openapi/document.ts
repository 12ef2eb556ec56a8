import { readFileSync } from 'node:fs'
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }

/** Line and column, from 1. */
export interface Place {
  line: number
  column: number
}

/** What is wrong with a document, and where: `FILE:LINE:COL #/pointer: reason`. */
export class DocumentError extends Error {
  override name = 'DocumentError'
}

/** An OpenAPI document that knows where each of its values stands in its file. */
export interface OpenApiDocument {
  file: string
  root: JsonObject
  /** Where the value of a JSON pointer (`#/paths/~1me/get`, RFC 6901) stands; the nearest parent's place when it has none. */
  place(pointer: string): Place
  /** What a pointer names, or undefined. */
  at(pointer: string): Json | undefined
  /** Throws a DocumentError that names the place. */
  refuse(pointer: string, reason: string): never
}

/** Reads YAML or JSON. Throws a DocumentError with one clear line. */
export function loadDocument(file: string): OpenApiDocument {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw new DocumentError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  return parseOpenApi(file, text)
}

/** @param file the name to show in messages */
export function parseOpenApi(file: string, text: string): OpenApiDocument {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const [syntax] = yaml.errors
  if (syntax) {
    const { line, col } = lines.linePos(syntax.pos[0])
    throw new DocumentError(`${file}:${line}:${col} ${syntax.message.split('\n')[0]}`)
  }
  const root = yaml.toJS() as Json
  if (!isObject(root)) throw new DocumentError(`${file}:1:1 is not an OpenAPI document`)

  function place(pointer: string): Place {
    let node = yaml.contents as Node | null
    let offset = node?.range?.[0] ?? 0
    for (const key of keysOf(pointer)) {
      if (isAlias(node)) node = node.resolve(yaml) ?? null
      if (isMap(node)) {
        const pair = node.items.find(item => isScalar(item.key) && String(item.key.value) === key)
        if (!pair) break
        offset = (pair.key as Node).range?.[0] ?? offset
        node = pair.value as Node | null
      } else if (isSeq(node)) {
        node = (node.items[Number(key)] as Node | undefined) ?? null
        offset = node?.range?.[0] ?? offset
      } else break
    }
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }

  const document: OpenApiDocument = {
    file,
    root,
    place,
    at: pointer => follow(root, pointer),
    refuse(pointer, reason) {
      const { line, column } = place(pointer)
      throw new DocumentError(`${file}:${line}:${column} ${pointer}: ${reason}`)
    },
  }
  const version = String(root.openapi ?? '')
  if (!version.startsWith('3.1.')) {
    document.refuse(
      root.openapi === undefined ? '#' : '#/openapi',
      `only OpenAPI 3.1 is supported, this says ${version || 'nothing'}`,
    )
  }
  return document
}

function follow(root: Json, pointer: string): Json | undefined {
  let value: Json | undefined = root
  for (const key of keysOf(pointer)) {
    if (Array.isArray(value)) value = value[Number(key)]
    else if (isObject(value) && Object.hasOwn(value, key)) value = value[key]
    else return undefined
  }
  return value
}

/** The keys of `#/a/b~1c`, percent- and tilde-decoded (RFC 6901, 3 and 6). */
function keysOf(pointer: string): string[] {
  if (pointer === '#' || pointer === '') return []
  return pointer
    .replace(/^#?\//, '')
    .split('/')
    .map(part => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** A pointer one key deeper. */
export const into = (pointer: string, ...keys: (string | number)[]): string =>
  [pointer, ...keys.map(key => encodeURI(String(key).replaceAll('~', '~0').replaceAll('/', '~1')))].join('/')

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A value with the pointer it was found at. */
export interface Located<T extends Json = JsonObject> {
  value: T
  pointer: string
}

/**
 * Follows `$ref` until something else stands there. Throws for a reference that leaves the document, leads nowhere or runs in a circle.
 */
export function resolve(document: OpenApiDocument, start: Located): Located {
  const seen = new Set<string>()
  let { value, pointer } = start
  while (typeof value.$ref === 'string') {
    const target = value.$ref
    if (!target.startsWith('#'))
      document.refuse(into(pointer, '$ref'), `only references within the document are supported, not ${target}`)
    if (seen.has(target)) document.refuse(into(pointer, '$ref'), `${target} refers to itself`)
    seen.add(target)
    const found = document.at(target)
    if (!isObject(found)) document.refuse(into(pointer, '$ref'), `${target} is not in the document`)
    value = found
    pointer = target
  }
  return { value, pointer }
}
