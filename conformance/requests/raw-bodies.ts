import type { OpenApiDocument } from '../../openapi/document.ts'
import { inputRulesOf } from '../contract/input-rules.ts'
import { baseFields } from './base.ts'
import type { RawBody } from './case.ts'
import { type Probe, type ProbeGenerator, probes } from './probe.ts'
import { padded } from './values/bytes.ts'
import { formOf, jsonMembersOf, jsonOf, pairsOf, writableIn } from './values/encoding.ts'
import { brokenForms, otherForms } from './values/forms.ts'
import { deepJson, encodedJson, malformedJson, otherJson } from './values/json-bodies.ts'

/** Bodies as bytes: empty, malformed, of other types, in other encodings, deeply nested and large. */
export const rawBodyProbes: ProbeGenerator = (document, shape, at) => {
  const { body } = shape
  if (!body) return []
  const base = baseFields(document, shape, at)
  const { json, form } = writableIn(Object.keys(body.media))
  const empty = Object.keys(body.media).map(type => [`empty as ${type}`, { body: { type, bytes: '' } }] as const)
  const goodJson = jsonOf(jsonMembersOf(base))
  const goodForm = formOf(pairsOf(base))
  return [
    ...probes('body', [['none', { body: {} }], ['empty without a media type', { body: { bytes: '' } }], ...empty]),
    ...(json === undefined
      ? []
      : written('body', json, [
          ...[...malformedJson(goodJson), ...otherJson(goodJson), ...deepJson(jsonMembersOf(base))],
          ...encodedJson(goodJson),
          ...sizes(document, goodJson, ' '),
        ])),
    ...(form === undefined
      ? []
      : written('form', form, [
          ...brokenForms(goodForm),
          ...otherForms(goodForm, goodJson),
          ...sizes(document, goodForm, '&'),
        ])),
  ]
}

const MEGABYTE = 1_000_000

/** Bodies of the maximum size and larger ones. */
function sizes(document: OpenApiDocument, good: string, filling: ' ' | '&'): [name: string, bytes: string][] {
  const most = inputRulesOf(document).maxBodyBytes
  if (most > MEGABYTE) return []
  return [
    ['of the maximum size', padded(good, most, filling)],
    ['one byte larger than the maximum', padded(good, most + 1, filling)],
    ['of one megabyte', padded(good, MEGABYTE, filling)],
  ]
}

const written = (about: string, type: string, bodies: [name: string, bytes: RawBody['bytes']][]): Probe[] =>
  probes(
    about,
    bodies.map(([name, bytes]) => [name, { body: { type, bytes } }]),
  )
