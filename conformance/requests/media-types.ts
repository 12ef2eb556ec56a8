import { baseFields, baseHeaders } from './base.ts'
import type { Recipe } from './case.ts'
import { type ProbeGenerator, probes } from './probe.ts'
import { formOf, jsonMembersOf, jsonOf, pairsOf, writableIn } from './values/encoding.ts'

/** A valid body with other media types, charsets and encodings. */
export const mediaTypeProbes: ProbeGenerator = (document, shape, at) => {
  const { body } = shape
  if (!body) return []
  const base = baseFields(document, shape, at)
  const { json, form } = writableIn(Object.keys(body.media))
  const headers = baseHeaders(document, shape, at)
  const goodJson = jsonOf(jsonMembersOf(base))
  const goodForm = formOf(pairsOf(base))
  return probes('media type', [
    ...OTHERS.map(type => [type, { body: { type, bytes: goodJson } }] as const),
    // Tried even if not declared; then they must be refused.
    ['JSON', { body: { type: 'application/json', bytes: goodJson } }],
    ['a form', { body: { type: 'application/x-www-form-urlencoded', bytes: goodForm } }],
    ['none', { body: { bytes: goodJson } }],
    ['text/plain without a body', { body: { type: 'text/plain' } }],
    ['text/plain with an empty body', { body: { type: 'text/plain', bytes: '' } }],
    ...(json === undefined ? [] : variants(json, goodJson, headers)),
    ...(form === undefined ? [] : variants(form, goodForm, headers)),
    ...(json === undefined || form === undefined
      ? []
      : ([
          ['JSON sent as a form', { body: { type: form, bytes: goodJson } }],
          ['a form sent as JSON', { body: { type: json, bytes: goodForm } }],
          ['a form without a media type', { body: { bytes: goodForm } }],
          ['two types separated by a comma', { body: { type: `${json}, ${form}`, bytes: goodJson } }],
        ] as const)),
  ])
}

const OTHERS = [
  '',
  'text/plain',
  'application/xml',
  'application/jsonp',
  'application/problem+json',
  'multipart/form-data; boundary=x',
  '*/*',
  ';',
]

/** Content-Encodings; an empty one also counts as one. */
const ENCODINGS = ['gzip', 'identity', '']

function variants(type: string, bytes: string, headers: Recipe['headers']): [name: string, recipe: Recipe][] {
  const types = [
    `${type}; charset=utf-8`,
    `${type};charset="UTF-8"`,
    `${type} ; Charset=Utf-8`,
    `${type}; unknown=1`,
    `${type}; charset=iso-8859-1`,
    `${type}; charset=utf-16`,
    `${type}; charset=utf-8; charset=utf-16`,
    type.toUpperCase(),
    `${type}x`,
    `${type} x`,
  ]
  return [
    ...types.map((other): [string, Recipe] => [other, { body: { type: other, bytes } }]),
    ...ENCODINGS.map((encoding): [string, Recipe] => [
      `${type} with Content-Encoding ${encoding || 'empty'}`,
      { body: { type, bytes }, headers: { ...headers, 'Content-Encoding': encoding } },
    ]),
  ]
}
