import type { Json, OpenApiDocument } from '../../../openapi/document.ts'
import { encode } from './encoding.ts'
import { enumTexts } from './enums.ts'
import { type Forms, formsOf, formTexts } from './formats.ts'
import { type Leaf, membersOf, valueLeavesOf } from './leaves.ts'
import { numberTrials } from './numbers.ts'
import { FEW_CONTENTS, lengthTexts } from './texts.ts'
import { type Trial, trials } from './trial.ts'

/**
 * Percent-encoded values for a query parameter or form field: both sides of every limit in its schema.
 * @param good an encoded valid value
 * @param room maximum length of an encoded value
 * @param now Unix milliseconds
 */
export function pairTrials(document: OpenApiDocument, schema: Json, good: string, room: number, now: number): Trial[] {
  const leaves = valueLeavesOf(document, schema)
  const found = [
    ...leaves.flatMap(leaf => leafTrials(leaf, now)),
    ...trials([
      ['empty', ''],
      ['a space', '+'],
      ['NUL', '%00'],
      ['with a trailing NUL', `${good}%00`],
      ['invalid UTF-8', '%ff'],
      ['a surrogate encoded as bytes', '%ED%A0%80'],
      ['invalid percent-encoding', '%zz'],
      ['a trailing percent sign', `${good}%`],
      ['percent-encoded twice', `${good}%2520`],
      ['an equals sign inside', `${good}=1`],
      ['a trailing semicolon', `${good};a=1`],
    ]),
  ]
  return found.filter(({ text }) => text.length <= room)
}

function leafTrials(leaf: Leaf, now: number): Trial[] {
  const members = membersOf(leaf)
  if (members) return encoded(enumTexts(members))
  if (leaf.kind === 'integer' || leaf.kind === 'number') return numberTrials(leaf, false)
  if (leaf.kind === 'boolean') return trials(['true', 'false', 'TRUE', '1', '0', 'yes'].map(text => [text, text]))
  if (leaf.kind !== 'string') return trials([['a string', 'text']])
  const forms = formsOf(leaf.schema.format, now)
  return encoded([...(forms ? fewOf(forms) : FEW_CONTENTS), ...lengthTexts(leaf.schema)])
}

const encoded = (texts: [name: string, text: string][]): Trial[] =>
  trials(texts.filter(([, text]) => text.isWellFormed()).map(([name, text]) => [name, encode(text)]))

/** A few are enough, since a form value is validated like a JSON string, for which all are tried. */
const fewOf = ({ valid, invalid }: Forms) => formTexts({ valid: valid.slice(0, 5), invalid: invalid.slice(0, 5) })
