import type { Json, OpenApiDocument } from '../../openapi/document.ts'
import type { Input } from '../contract/shape.ts'
import { jsonMembersOf, jsonOf, put } from './values/encoding.ts'
import { jsonTrials } from './values/json-trials.ts'
import { type Trial, trials } from './values/trial.ts'
import { wrongTypeFor } from './values/wrong.ts'

/** A field of a body, and what stands around it. */
export interface Field {
  document: OpenApiDocument
  input: Input
  /** A value that is accepted. */
  good: Json
  /** The fields of a good body. */
  base: Readonly<Record<string, Json>>
  /** Unix milliseconds. */
  now: number
}

/** Bodies in JSON that differ from a good one in one field. */
export function jsonFieldTrials({ document, input, good, base, now }: Field): Trial[] {
  const { name, schema } = input
  const members = jsonMembersOf(base)
  const tried = jsonTrials(document, schema, good, now)
  const wrong = wrongTypeFor(document, schema)
  const goodText = JSON.stringify(good)
  return [
    ...tried.map(trial => ({ ...trial, text: jsonOf(put(members, name, trial.text)) })),
    ...trials([
      ['left out', jsonOf(members.filter(([key]) => key !== name))],
      ['given', jsonOf(put(members, name, goodText))],
      ['twice the same', jsonOf([...put(members, name, goodText), [name, goodText]])],
    ]),
    ...(wrong === undefined
      ? []
      : trials([
          ['twice, bad and good', jsonOf([...put(members, name, wrong), [name, goodText]])],
          ['twice, good and bad', jsonOf([...put(members, name, goodText), [name, wrong]])],
        ])),
  ]
}
