import type { Json, JsonObject, OpenApiDocument } from '../../../openapi/document.ts'
import { enumTexts } from './enums.ts'
import { type Leaf, membersOf, valueLeavesOf } from './leaves.ts'
import { numberValues } from './numbers.ts'
import { sampleOf } from './sample.ts'
import { type TestValue, testValues } from './test-value.ts'

/** Longer values do not fit into the header section of a request. */
const MAX_LENGTH_SENT = 4000

/**
 * Values for a header. A target may cache responses by the value, so none appears twice and they differ from second to second.
 * @returns also a valid value that is not among them
 */
export function headerValues(
  document: OpenApiDocument,
  schema: Json,
  now: number,
): { values: TestValue[]; another: string } {
  const leaves = valueLeavesOf(document, schema)
  const seed = Math.floor(now / 1000).toString(36)
  const values = leaves.flatMap(leaf => leafValues(leaf, seed, now))
  const isText = leaves.some(leaf => leaf.kind === 'string' && !membersOf(leaf))
  const sendable = values.filter(({ text }) => text.length <= MAX_LENGTH_SENT && /^[\t\x20-\x7e\xa0-\xff]*$/.test(text))
  return { values: sendable, another: isText ? `another-${seed}` : String(sampleOf(document, schema, now)) }
}

function leafValues(leaf: Leaf, seed: string, now: number): TestValue[] {
  const members = membersOf(leaf)
  if (members) return testValues(enumTexts(members))
  if (leaf.kind === 'integer' || leaf.kind === 'number')
    return numberValues(leaf, false).map(({ name, text }) => ({ name, text: decodeURIComponent(text) }))
  return testValues([
    ...formsOfText(seed, now),
    ...lengths(leaf.schema, seed),
    ...(leaf.schema.pattern ? [] : lists(seed)),
  ])
}

const formsOfText = (seed: string, now: number): [name: string, text: string][] => [
  ['empty', ''],
  ['one character', oneOf(now, 0)],
  ['one character in quotes', `"${oneOf(now, 1)}"`],
  ['a word', `word-${seed}`],
  ['a word in quotes', `"quoted-${seed}"`],
  ['words', `two words ${seed}`],
  ['all ASCII punctuation', `${SIGNS} ${seed}`],
  ['empty quotes', '""'],
  ['a single quote character', '"'],
  ['quotes around a space', '" "'],
  ['quotes inside', `a"b"${seed}`],
  ['quotes inside quotes', `"c"d"${seed}"`],
  ['only an opening quote', `"front-${seed}`],
  ['only a closing quote', `behind-${seed}"`],
  ['a backslash before a quote', `"e\\"f${seed}"`],
  ['a trailing parameter', `"parameter-${seed}";a=1`],
  ['a comma inside', `comma-${seed}, b`],
  ['a tab inside', `tab\t${seed}`],
  ['a Latin-1 letter', `caf\u00e9-${seed}`],
  ['UTF-8 bytes', `\u00c3\u00a9-${seed}`],
  ['percent-encoded', `%00%0D%0A-${seed}`],
]

/** From the first printable character to the last, without quotes. */
const SIGNS = "!#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~"

/** A printable character other than a quote or star, different every second for some time. */
const oneOf = (now: number, offset: number) => String.fromCharCode(0x2b + ((Math.floor(now / 1000) * 2 + offset) % 80))

/** The lengths mentioned by the schema, also in its pattern, and one more, with and without quotes. */
function lengths({ pattern, minLength, maxLength }: JsonObject, seed: string): [name: string, text: string][] {
  const counts = [...String(pattern ?? '').matchAll(/\{(\d+)(?:,(\d+)?)?\}/g)].flatMap(([, least, most]) => [
    least,
    most,
  ])
  const named = [...counts, minLength, maxLength].filter(count => count !== undefined).map(Number)
  return [...new Set(named.flatMap(count => [count, count + 1]))]
    .filter(length => length > seed.length)
    .flatMap((length): [string, string][] => [
      [`${length} characters`, seed.padStart(length, 'k')],
      [`${length} characters in quotes`, `"${seed.padStart(length, 'q')}"`],
      [`${length} characters including the quotes`, `"${seed.padStart(length - 2, 'w')}"`],
    ])
}

const lists = (seed: string): [name: string, text: string][] => [
  ['a star', '*'],
  ['a star in quotes', '"*"'],
  ['a weak ETag', `W/"weak-${seed}"`],
  ['a list', `"first-${seed}", W/"second-${seed}"`],
  ['a list without spaces', `"third-${seed}","fourth-${seed}"`],
  ['a list with empty elements', `, "fifth-${seed}",, `],
  ['a list with a star', `"sixth-${seed}", *`],
  ['very long', seed.padStart(3000, 'l')],
]

/** A value that the schema's pattern refuses; undefined without a pattern. */
export function wrongHeaderFor({ pattern }: JsonObject): string | undefined {
  if (typeof pattern !== 'string') return undefined
  const right = new RegExp(pattern, 'u')
  return ['\u00e9', 'x'.repeat(MAX_LENGTH_SENT), '""', 'x'].find(value => !right.test(value))
}
