import { isObject, type Json, type OpenApiDocument } from '../../../openapi/document.ts'
import { enumTexts } from './enums.ts'
import { formatExamples, formatTexts } from './formats.ts'
import { type Leaf, membersOf, valueLeavesOf } from './leaves.ts'
import { arrayValues, objectValues } from './nested.ts'
import { numberValues } from './numbers.ts'
import { distinct, type TestValue, testValues } from './test-value.ts'
import { CONTENTS, lengthTexts } from './texts.ts'

/** Depth below which nested schemas get no test values, so that schemas may be recursive. */
const MAX_DEPTH = 3

/**
 * Values for a field of a JSON body: both sides of every limit in its schema.
 * @param base the value in a valid body
 * @param now Unix milliseconds
 */
export function jsonValues(document: OpenApiDocument, schema: Json, base: Json, now: number): TestValue[] {
  return distinct([...otherTypes(base), ...schemaValues(document, schema, now, 0)])
}

const schemaValues = (document: OpenApiDocument, schema: Json | undefined, now: number, depth: number): TestValue[] =>
  valueLeavesOf(document, schema).flatMap(leaf => leafValues(document, leaf, now, depth))

function leafValues(document: OpenApiDocument, leaf: Leaf, now: number, depth: number): TestValue[] {
  const members = membersOf(leaf)
  if (members) {
    const others = members.filter(member => typeof member !== 'string')
    return [
      ...(others.length < members.length ? quoted(enumTexts(members)) : []),
      ...testValues(others.map(member => [`the enum value ${JSON.stringify(member)}`, JSON.stringify(member)])),
    ]
  }
  if (leaf.kind === 'integer' || leaf.kind === 'number') return numberValues(leaf, true)
  if (leaf.kind === 'array' || leaf.kind === 'object') {
    const inner = (part: Json | undefined) => (depth < MAX_DEPTH ? schemaValues(document, part, now, depth + 1) : [])
    // A list of types may name another type first.
    const schema = { ...leaf.schema, type: leaf.kind }
    return (leaf.kind === 'array' ? arrayValues : objectValues)(document, schema, now, inner)
  }
  if (leaf.kind !== 'string') return []
  const forms = formatExamples(leaf.schema.format, now)
  return quoted([...(forms ? formatTexts(forms) : CONTENTS), ...lengthTexts(leaf.schema)])
}

const quoted = (texts: [name: string, text: string][]): TestValue[] =>
  testValues(texts.map(([name, text]) => [name, JSON.stringify(text)]))

/** A value of each JSON type, and the valid value inside an array and an object. */
function otherTypes(base: Json): TestValue[] {
  const inside = isObject(base) ? { base } : base
  return testValues([
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
