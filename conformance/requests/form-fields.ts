import type { Field } from './json-fields.ts'
import { encode, formOf, pairsOf, put } from './values/encoding.ts'
import { pairValues } from './values/pair-values.ts'
import { type TestValue, testValues } from './values/test-value.ts'

/** Longest value, so that the body stays below the size limit. */
const MAX_LENGTH = 60_000

/** Forms that differ from a valid one in one field. */
export function formFieldValues({ document, input, good, base, now }: Field): TestValue[] {
  const { name, schema } = input
  const pairs = pairsOf(base)
  const text = typeof good === 'object' ? '' : encode(String(good))
  const tried = pairValues(document, schema, text, MAX_LENGTH, now)
  return [
    ...tried.map(value => ({ ...value, text: formOf(put(pairs, name, value.text)) })),
    ...testValues([
      ['left out', formOf(pairs.filter(([key]) => key !== name))],
      ['with a valid value', formOf(put(pairs, name, text))],
      [
        'without an equals sign',
        [formOf(pairs.filter(([key]) => key !== name)), encode(name)].filter(Boolean).join('&'),
      ],
      ['twice, equal', formOf([...put(pairs, name, text), [name, text]])],
      ['twice, empty and valid', formOf([...put(pairs, name, ''), [name, text]])],
    ]),
  ]
}
