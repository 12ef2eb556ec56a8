import type { Field } from './json-fields.ts'
import { encode, formOf, pairsOf, put } from './values/encoding.ts'
import { pairTrials } from './values/pair-trials.ts'
import { type Trial, trials } from './values/trial.ts'

/** Longest value, so that the body stays below the size limit. */
const ROOM = 60_000

/** Forms that differ from a valid one in one field. */
export function formFieldTrials({ document, input, good, base, now }: Field): Trial[] {
  const { name, schema } = input
  const pairs = pairsOf(base)
  const text = typeof good === 'object' ? '' : encode(String(good))
  const tried = pairTrials(document, schema, text, ROOM, now)
  return [
    ...tried.map(trial => ({ ...trial, text: formOf(put(pairs, name, trial.text)) })),
    ...trials([
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
