import { baseFields, baseHeaders } from './base.ts'
import type { Recipe } from './case.ts'
import { type Family, probes } from './probe.ts'
import { formOf, jsonMembersOf, jsonOf, pairsOf, writableIn } from './values/encoding.ts'

/** A good body under other media types, charsets and encodings. */
export const mediaTypeProbes: Family = (document, shape, at) => {
  const { body } = shape
  if (!body) return []
  const base = baseFields(document, shape, at)
  const { json, form } = writableIn(Object.keys(body.media))
  const headers = baseHeaders(document, shape, at)
  const goodJson = jsonOf(jsonMembersOf(base))
  const goodForm = formOf(pairsOf(base))
  return probes('media type', [
    ...OTHERS.map(type => [type, { body: { type, bytes: goodJson } }] as const),
    // Also where they are not declared, and then refused.
    ['JSON', { body: { type: 'application/json', bytes: goodJson } }],
    ['a form', { body: { type: 'application/x-www-form-urlencoded', bytes: goodForm } }],
    ['none', { body: { bytes: goodJson } }],
    ['another one for no body', { body: { type: 'text/plain' } }],
    ['another one for an empty body', { body: { type: 'text/plain', bytes: '' } }],
    ...(json === undefined ? [] : variants(json, goodJson, headers)),
    ...(form === undefined ? [] : variants(form, goodForm, headers)),
    ...(json === undefined || form === undefined
      ? []
      : ([
          ['JSON said to be a form', { body: { type: form, bytes: goodJson } }],
          ['a form said to be JSON', { body: { type: json, bytes: goodForm } }],
          ['a form without one', { body: { bytes: goodForm } }],
          ['two with a comma', { body: { type: `${json}, ${form}`, bytes: goodJson } }],
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

/** Content-Encodings; the empty one is one as well. */
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
