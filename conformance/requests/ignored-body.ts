import { baseHeaders } from './base.ts'
import { type ProbeGenerator, probes } from './probe.ts'

/** A body that is not declared must be ignored. GET and HEAD cannot have one (Fetch, 5.3), but can have headers about one. */
export const ignoredBodyProbes: ProbeGenerator = (document, shape, at) => {
  const { body, method } = shape
  if (body) return []
  const headers = { ...baseHeaders(document, shape, at), 'Content-Encoding': 'gzip' }
  if (method === 'GET' || method === 'HEAD')
    return probes('body, ignored', [
      ['a media type without a body', { body: { type: 'application/json' } }],
      ['an undeclared media type without a body', { body: { type: 'text/plain' } }],
      ['a Content-Encoding without a body', { headers }],
    ])
  return probes('body, ignored', [
    ['JSON', { body: { type: 'application/json', bytes: '{"unknown":1}' } }],
    ['malformed JSON', { body: { type: 'application/json', bytes: '{' } }],
    ['a form', { body: { type: 'application/x-www-form-urlencoded', bytes: 'unknown=%zz' } }],
    ['another media type', { body: { type: 'text/plain', bytes: 'text' } }],
    ['without a media type', { body: { bytes: 'text' } }],
    ['invalid UTF-8', { body: { type: 'application/json', bytes: new Uint8Array([0xff, 0xfe]) } }],
    ['empty', { body: { type: 'application/json', bytes: '' } }],
    ['of 70,000 bytes', { body: { type: 'application/json', bytes: ' '.repeat(70_000) } }],
    ['with a Content-Encoding', { body: { type: 'application/json', bytes: '{}' }, headers }],
  ])
}
