import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { DocumentError } from './document-error.ts'
import type { Json } from './json.ts'
import { keysOf } from './pointer.ts'
import { messageOf } from './yaml-problem.ts'

/** Line and column, counted from 1. */
export interface Place {
  line: number
  column: number
}

/** Deeper than any handwritten document, but shallow enough for recursive functions. */
const DEEPEST = 200
const TOO_DEEP = `is nested deeper than ${DEEPEST} levels. Move parts of it into components.`
const TOO_MANY_ALIASES = 'the aliases expand to too many values. Write the values out.'

/** Parses a YAML or JSON text, and keeps the place of each value. Throws a DocumentError of one line. */
export function readYaml(file: string, text: string): { root: Json; place(pointer: string): Place } {
  const lines = new LineCounter()
  const fail = (offset: number, reason: string): never => {
    const { line, col } = lines.linePos(offset)
    throw new DocumentError(`${file}:${line}:${col} ${reason}`)
  }
  const yaml = parseDocument(text, { lineCounter: lines, uniqueKeys: true, merge: true, prettyErrors: false })
  const [problem] = [...yaml.errors, ...yaml.warnings]
  // The parser is recursive and reports a stack overflow as an error in the text.
  if (problem) fail(problem.pos[0], problem.message.startsWith('Maximum call stack') ? TOO_DEEP : messageOf(problem))
  checkNodes(yaml, fail)
  const root = toValue(yaml, fail)
  for (const { value, keys } of partsOf(root)) {
    if (keys.length >= DEEPEST) fail(offsetOf(yaml, keys), TOO_DEEP)
    if (typeof value === 'number' && !Number.isFinite(value)) fail(offsetOf(yaml, keys), noSuchNumber(keys.at(-1)))
  }
  return {
    root,
    place(pointer) {
      const { line, col } = lines.linePos(offsetOf(yaml, keysOf(pointer) ?? []))
      return { line, column: col }
    },
  }
}

const notExact = (source: string, nearest: bigint): string =>
  `${source} cannot be represented exactly. Write ${nearest}, the nearest number that can, or describe the value as a string.`

function noSuchNumber(key = ''): string {
  const name = key === '' || /^\d+$/.test(key) ? 'it' : `\`${key}\``
  return `JSON has no such number. Remove ${name} or use a finite number.`
}

type Fail = (offset: number, reason: string) => never

/** Refuses what JSON cannot express. */
function checkNodes(yaml: Document.Parsed, fail: Fail): void {
  visit(yaml, {
    Alias(_, alias) {
      const offset = alias.range?.[0] ?? 0
      const [start, , end] =
        alias.resolve(yaml)?.range ??
        fail(offset, `*${alias.source} has no anchor before it. Define &${alias.source} first.`)
      if (start <= offset && offset < end)
        fail(offset, `*${alias.source} contains itself. Write the value without the alias.`)
    },
    Scalar(_, { source = '', value, range }) {
      if (typeof value !== 'number' || Number.isSafeInteger(value) || !/^([-+]?\d+|0[xo][\da-f]+)$/i.test(source))
        return
      // JavaScript would round it. The generated code would then allow other values than the contract, and spec:diff would not see a change
      // from one such number to another.
      if (Number.isFinite(value) && BigInt(value) !== BigInt(source.replace('+', '')))
        fail(range?.[0] ?? 0, notExact(source, BigInt(value)))
    },
    Pair(_, { key }) {
      if (!isScalar(key))
        fail((key as Node | null)?.range?.[0] ?? 0, 'a key must be a plain value. Use a text as the key.')
    },
  })
}

function toValue(yaml: Document.Parsed, fail: Fail): Json {
  try {
    return yaml.toJS() as Json
  } catch (error) {
    // Nested aliases can expand to more than fits in memory.
    const { message } = error as Error
    return fail(0, message.startsWith('Excessive alias count') ? TOO_MANY_ALIASES : message)
  }
}

/** The offset of the last key, or of the last one that exists. */
function offsetOf(yaml: Document.Parsed, keys: string[]): number {
  let node = yaml.contents as Node | null
  let offset = node?.range?.[0] ?? 0
  for (const key of keys) {
    if (isAlias(node)) node = node.resolve(yaml) ?? null
    if (isMap(node)) {
      const pair = node.items.find(item => isScalar(item.key) && String(item.key.value ?? '') === key)
      if (!pair) break
      offset = (pair.key as Node).range?.[0] ?? offset
      node = pair.value as Node | null
    } else if (isSeq(node)) {
      node = (node.items[Number(key)] as Node | undefined) ?? null
      offset = node?.range?.[0] ?? offset
    } else break
  }
  return offset
}

/** Every value inside a value with its keys, without recursion. */
function* partsOf(root: Json): Generator<{ value: Json; keys: string[] }> {
  const waiting: { value: Json; keys: string[] }[] = [{ value: root, keys: [] }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    yield next
    const { value, keys } = next
    if (typeof value !== 'object' || value === null) continue
    for (const [key, inner] of Object.entries(value)) waiting.push({ value: inner as Json, keys: [...keys, key] })
  }
}
