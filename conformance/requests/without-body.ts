import { baseHeaders } from './base.ts'
import { type Family, probes } from './probe.ts'

/** A body where none is declared: it is ignored. GET and HEAD have none to send (Fetch, 5.3), but may speak of one. */
export const ignoredBodyProbes: Family = (document, shape, at) => {
  const { body, method } = shape
  if (body) return []
  const headers = { ...baseHeaders(document, shape, at), 'Content-Encoding': 'gzip' }
  if (method === 'GET' || method === 'HEAD')
    return probes('body, ignored', [
      ['a media type of none', { body: { type: 'application/json' } }],
      ['a wrong media type of none', { body: { type: 'text/plain' } }],
      ['a Content-Encoding of none', { headers }],
    ])
  return probes('body, ignored', [
    ['JSON', { body: { type: 'application/json', bytes: '{"unknown":1}' } }],
    ['malformed JSON', { body: { type: 'application/json', bytes: '{' } }],
    ['a form', { body: { type: 'application/x-www-form-urlencoded', bytes: 'unknown=%zz' } }],
    ['another media type', { body: { type: 'text/plain', bytes: 'text' } }],
    ['of no type', { body: { bytes: 'text' } }],
    ['bytes that are no UTF-8', { body: { type: 'application/json', bytes: new Uint8Array([0xff, 0xfe]) } }],
    ['empty', { body: { type: 'application/json', bytes: '' } }],
    ['of 70,000 bytes', { body: { type: 'application/json', bytes: ' '.repeat(70_000) } }],
    ['with a Content-Encoding', { body: { type: 'application/json', bytes: '{}' }, headers }],
  ])
}
