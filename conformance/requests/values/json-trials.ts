import { isObject, type Json, type OpenApiDocument } from '../../../openapi/document.ts'
import { enumTexts } from './enums.ts'
import { formsOf, formTexts } from './formats.ts'
import { type Leaf, membersOf, valueLeavesOf } from './leaves.ts'
import { arrayTrials, objectTrials } from './nested.ts'
import { numberTrials } from './numbers.ts'
import { CONTENTS, lengthTexts } from './texts.ts'
import { distinct, type Trial, trials } from './trial.ts'

/** Depth below which nested schemas get no test values, so that schemas may be recursive. */
const DEEPEST = 3

/**
 * Values for a field of a JSON body: both sides of every limit in its schema.
 * @param base the value in a valid body
 * @param now Unix milliseconds
 */
export function jsonTrials(document: OpenApiDocument, schema: Json, base: Json, now: number): Trial[] {
  return distinct([...otherTypes(base), ...schemaTrials(document, schema, now, 0)])
}

const schemaTrials = (document: OpenApiDocument, schema: Json | undefined, now: number, depth: number): Trial[] =>
  valueLeavesOf(document, schema).flatMap(leaf => leafTrials(document, leaf, now, depth))

function leafTrials(document: OpenApiDocument, leaf: Leaf, now: number, depth: number): Trial[] {
  const members = membersOf(leaf)
  if (members) {
    const others = members.filter(member => typeof member !== 'string')
    return [
      ...(others.length < members.length ? quoted(enumTexts(members)) : []),
      ...trials(others.map(member => [`the enum value ${JSON.stringify(member)}`, JSON.stringify(member)])),
    ]
  }
  if (leaf.kind === 'integer' || leaf.kind === 'number') return numberTrials(leaf, true)
  if (leaf.kind === 'array' || leaf.kind === 'object') {
    const inner = (part: Json | undefined) => (depth < DEEPEST ? schemaTrials(document, part, now, depth + 1) : [])
    // A list of types may name another type first.
    const schema = { ...leaf.schema, type: leaf.kind }
    return (leaf.kind === 'array' ? arrayTrials : objectTrials)(document, schema, now, inner)
  }
  if (leaf.kind !== 'string') return []
  const forms = formsOf(leaf.schema.format, now)
  return quoted([...(forms ? formTexts(forms) : CONTENTS), ...lengthTexts(leaf.schema)])
}

const quoted = (texts: [name: string, text: string][]): Trial[] =>
  trials(texts.map(([name, text]) => [name, JSON.stringify(text)]))

/** A value of each JSON type, and the valid value inside an array and an object. */
function otherTypes(base: Json): Trial[] {
  const inside = isObject(base) ? { base } : base
  return trials([
    ['null', 'null'],
    ['a number', '1'],
    ['zero', '0'],
    ['a fraction', '1.5'],
    ['a number beyond double range', '1e400'],
    ['a number of 30 digits', '9'.repeat(30)],
    ['true', 'true'],
    ['false', 'false'],
    ['a string', '"text"'],
    ['an empty array', '[]'],
    ['an array with a valid value', JSON.stringify([base])],
    ['an array with null', '[null]'],
    ['an empty object', '{}'],
    ['an object with a valid value', JSON.stringify({ value: inside })],
  ])
}
