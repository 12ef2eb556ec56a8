import { isObject, type Json, type OpenApiDocument } from '../../../../openapi/document.ts'
import { enumTexts } from './enums.ts'
import { formsOf, formTexts } from './formats.ts'
import { type Leaf, membersOf, valueLeavesOf } from './leaves.ts'
import { arrayTrials, objectTrials } from './nested.ts'
import { numberTrials } from './numbers.ts'
import { CONTENTS, lengthTexts } from './texts.ts'
import { type Trial, trials } from './trial.ts'

/**
 * Values for a field of a JSON body: both sides of each line that its schema draws.
 * @param base the value that a good body has there
 * @param now Unix milliseconds
 */
export function jsonTrials(document: OpenApiDocument, schema: Json, base: Json, now: number): Trial[] {
  const leaves = valueLeavesOf(document, schema)
  return [...otherTypes(base), ...leaves.flatMap(leaf => leafTrials(document, leaf, now))]
}

function leafTrials(document: OpenApiDocument, leaf: Leaf, now: number): Trial[] {
  const members = membersOf(leaf)
  if (members) {
    const others = members.filter(member => typeof member !== 'string')
    return [
      ...(others.length < members.length ? quoted(enumTexts(members)) : []),
      ...trials(others.map(member => [`the member ${JSON.stringify(member)}`, JSON.stringify(member)])),
    ]
  }
  if (leaf.kind === 'integer' || leaf.kind === 'number') return numberTrials(leaf, true)
  if (leaf.kind === 'array') return arrayTrials(document, leaf.schema, now)
  if (leaf.kind === 'object') return objectTrials(document, leaf.schema, now)
  if (leaf.kind !== 'string') return []
  const forms = formsOf(leaf.schema.format, now)
  return quoted([...(forms ? formTexts(forms) : CONTENTS), ...lengthTexts(leaf.schema)])
}

const quoted = (texts: [name: string, text: string][]): Trial[] =>
  trials(texts.map(([name, text]) => [name, JSON.stringify(text)]))

/** A value of each type of JSON, and the good one in a list and in an object. */
function otherTypes(base: Json): Trial[] {
  const inside = isObject(base) ? { base } : base
  return trials([
    ['null', 'null'],
    ['a number', '1'],
    ['zero', '0'],
    ['a fraction', '1.5'],
    ['a number beyond all doubles', '1e400'],
    ['a number of 30 digits', '9'.repeat(30)],
    ['true', 'true'],
    ['false', 'false'],
    ['a text', '"text"'],
    ['an empty list', '[]'],
    ['a list with a good value', JSON.stringify([base])],
    ['a list with null', '[null]'],
    ['an empty object', '{}'],
    ['an object with a good value', JSON.stringify({ value: inside })],
  ])
}
