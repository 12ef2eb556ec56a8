import type { Json, OpenApiDocument } from '../../../openapi/document.ts'
import { encode } from './encoding.ts'
import { enumTexts } from './enums.ts'
import { type Forms, formsOf, formTexts } from './formats.ts'
import { type Leaf, membersOf, valueLeavesOf } from './leaves.ts'
import { numberTrials } from './numbers.ts'
import { FEW_CONTENTS, lengthTexts } from './texts.ts'
import { type Trial, trials } from './trial.ts'

/**
 * Values for a parameter of a query or a field of a form: both sides of each line that its schema draws, percent-encoded.
 * @param good an encoded value that is accepted
 * @param room how long one may be, encoded
 * @param now Unix milliseconds
 */
export function pairTrials(document: OpenApiDocument, schema: Json, good: string, room: number, now: number): Trial[] {
  const leaves = valueLeavesOf(document, schema)
  const found = [
    ...leaves.flatMap(leaf => leafTrials(leaf, now)),
    ...trials([
      ['empty', ''],
      ['a blank', '+'],
      ['NUL', '%00'],
      ['with NUL behind', `${good}%00`],
      ['bytes that are no UTF-8', '%ff'],
      ['a surrogate as bytes', '%ED%A0%80'],
      ['broken percent-encoding', '%zz'],
      ['a percent sign alone', `${good}%`],
      ['percent-encoded twice', `${good}%2520`],
      ['an equals sign inside', `${good}=1`],
      ['a semicolon behind', `${good};a=1`],
    ]),
  ]
  return found.filter(({ text }) => text.length <= room)
}

function leafTrials(leaf: Leaf, now: number): Trial[] {
  const members = membersOf(leaf)
  if (members) return encoded(enumTexts(members))
  if (leaf.kind === 'integer' || leaf.kind === 'number') return numberTrials(leaf, false)
  if (leaf.kind === 'boolean') return trials(['true', 'false', 'TRUE', '1', '0', 'yes'].map(text => [text, text]))
  if (leaf.kind !== 'string') return trials([['a text', 'text']])
  const forms = formsOf(leaf.schema.format, now)
  return encoded([...(forms ? fewOf(forms) : FEW_CONTENTS), ...lengthTexts(leaf.schema)])
}

const encoded = (texts: [name: string, text: string][]): Trial[] =>
  trials(texts.filter(([, text]) => text.isWellFormed()).map(([name, text]) => [name, encode(text)]))

/** A schema judges a form's text as it does one in JSON, where all are tried. */
const fewOf = ({ valid, invalid }: Forms) => formTexts({ valid: valid.slice(0, 5), invalid: invalid.slice(0, 5) })
