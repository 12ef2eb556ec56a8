import type { Json, JsonObject, OpenApiDocument } from '../../../openapi/document.ts'
import { enumTexts } from './enums.ts'
import { type Leaf, membersOf, valueLeavesOf } from './leaves.ts'
import { numberTrials } from './numbers.ts'
import { sampleOf } from './sample.ts'
import { type Trial, trials } from './trial.ts'

/** Longer ones do not fit into the head of a request. */
const LONGEST = 4000

/**
 * Values for a header. A target may remember a value and answer the next request with it by that, so none stands here
 * twice, and other times give other ones.
 * @returns also a good value that is none of them
 */
export function headerTrials(
  document: OpenApiDocument,
  schema: Json,
  now: number,
): { values: Trial[]; another: string } {
  const leaves = valueLeavesOf(document, schema)
  const seed = Math.floor(now / 1000).toString(36)
  const values = leaves.flatMap(leaf => leafTrials(leaf, seed, now))
  const isText = leaves.some(leaf => leaf.kind === 'string' && !membersOf(leaf))
  const sendable = values.filter(({ text }) => text.length <= LONGEST && /^[\t\x20-\x7e\xa0-\xff]*$/.test(text))
  return { values: sendable, another: isText ? `another-${seed}` : String(sampleOf(document, schema, now)) }
}

function leafTrials(leaf: Leaf, seed: string, now: number): Trial[] {
  const members = membersOf(leaf)
  if (members) return trials(enumTexts(members))
  if (leaf.kind === 'integer' || leaf.kind === 'number')
    return numberTrials(leaf, false).map(({ name, text }) => ({ name, text: decodeURIComponent(text) }))
  return trials([...formsOfText(seed, now), ...lengths(leaf.schema, seed), ...(leaf.schema.pattern ? [] : lists(seed))])
}

const formsOfText = (seed: string, now: number): [name: string, text: string][] => [
  ['empty', ''],
  ['one character', oneOf(now, 0)],
  ['one character in quotes', `"${oneOf(now, 1)}"`],
  ['a word', `word-${seed}`],
  ['a word in quotes', `"quoted-${seed}"`],
  ['words', `two words ${seed}`],
  ['all signs of ASCII', `${SIGNS} ${seed}`],
  ['quotes with nothing between', '""'],
  ['a quote alone', '"'],
  ['quotes with a blank between', '" "'],
  ['quotes inside', `a"b"${seed}`],
  ['quotes inside quotes', `"c"d"${seed}"`],
  ['a quote in front alone', `"front-${seed}`],
  ['a quote behind alone', `behind-${seed}"`],
  ['a backslash before a quote', `"e\\"f${seed}"`],
  ['a parameter behind', `"parameter-${seed}";a=1`],
  ['a comma inside', `comma-${seed}, b`],
  ['a tab inside', `tab\t${seed}`],
  ['a letter of Latin-1', `caf\u00e9-${seed}`],
  ['UTF-8 as bytes', `\u00c3\u00a9-${seed}`],
  ['percent-encoded', `%00%0D%0A-${seed}`],
]

/** From the first printable one to the last, without quotes. */
const SIGNS = "!#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~"

/** Printable, neither a quote nor a star, another one for each second of a while. */
const oneOf = (now: number, offset: number) => String.fromCharCode(0x2b + ((Math.floor(now / 1000) * 2 + offset) % 80))

/** The lengths that the schema names, in its pattern too, and one beyond, without and with quotes. */
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
      [`${length} characters with the quotes`, `"${seed.padStart(length - 2, 'w')}"`],
    ])
}

const lists = (seed: string): [name: string, text: string][] => [
  ['a star', '*'],
  ['a star in quotes', '"*"'],
  ['a weak one', `W/"weak-${seed}"`],
  ['a list', `"first-${seed}", W/"second-${seed}"`],
  ['a list without blanks', `"third-${seed}","fourth-${seed}"`],
  ['a list with empty elements', `, "fifth-${seed}",, `],
  ['a list with a star', `"sixth-${seed}", *`],
  ['very long', seed.padStart(3000, 'l')],
]

/** A value that the schema's pattern refuses; undefined when it has none. */
export function wrongHeaderFor({ pattern }: JsonObject): string | undefined {
  if (typeof pattern !== 'string') return undefined
  const right = new RegExp(pattern, 'u')
  return ['\u00e9', 'x'.repeat(LONGEST), '""', 'x'].find(value => !right.test(value))
}
