import type { Json, OpenApiDocument } from '../../../openapi/document.ts'
import { encode } from './encoding.ts'
import { enumTexts } from './enums.ts'
import { type FormatExamples, formatExamples, formatTexts } from './formats.ts'
import { type Leaf, membersOf, valueLeavesOf } from './leaves.ts'
import { numberValues } from './numbers.ts'
import { type TestValue, testValues } from './test-value.ts'
import { FEW_CONTENTS, lengthTexts } from './texts.ts'

/**
 * Percent-encoded values for a query parameter or form field: both sides of every limit in its schema.
 * @param good an encoded valid value
 * @param maxLength maximum length of an encoded value
 * @param now Unix milliseconds
 */
export function pairValues(
  document: OpenApiDocument,
  schema: Json,
  good: string,
  maxLength: number,
  now: number,
): TestValue[] {
  const leaves = valueLeavesOf(document, schema)
  const found = [
    ...leaves.flatMap(leaf => leafValues(leaf, now)),
    ...testValues([
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
  return found.filter(({ text }) => text.length <= maxLength)
}

function leafValues(leaf: Leaf, now: number): TestValue[] {
  const members = membersOf(leaf)
  if (members) return encoded(enumTexts(members))
  if (leaf.kind === 'integer' || leaf.kind === 'number') return numberValues(leaf, false)
  if (leaf.kind === 'boolean') return testValues(['true', 'false', 'TRUE', '1', '0', 'yes'].map(text => [text, text]))
  if (leaf.kind !== 'string') return testValues([['a string', 'text']])
  const forms = formatExamples(leaf.schema.format, now)
  return encoded([...(forms ? fewOf(forms) : FEW_CONTENTS), ...lengthTexts(leaf.schema)])
}

const encoded = (texts: [name: string, text: string][]): TestValue[] =>
  testValues(texts.filter(([, text]) => text.isWellFormed()).map(([name, text]) => [name, encode(text)]))

/** A few are enough, since a form value is validated like a JSON string, for which all are tried. */
const fewOf = ({ valid, invalid }: FormatExamples) =>
  formatTexts({ valid: valid.slice(0, 5), invalid: invalid.slice(0, 5) })
