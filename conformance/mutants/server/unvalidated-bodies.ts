import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { BODIES, WRITES } from './build/operations.ts'
import { isForm, type MutableRequest, readJson, requests, writeJson } from './build/requests.ts'
import { bytesOf, textOf } from './build/responses.ts'

const type = ({ headers }: MutableRequest) => headers.get('content-type') ?? ''
const isJson = (sent: MutableRequest) => type(sent).startsWith('application/json')

/** Bodies and headers that the contract refuses and the server accepts. */
export const unvalidatedBodies: readonly ServerMutant[] = [
  requests('measures a body without its whitespace', BODIES, sent => {
    const text = sent.body && isJson(sent) ? writeJson(readJson(sent.body)) : undefined
    if (text !== undefined) sent.body = bytesOf(text)
  }),
  requests('accepts a body of 64 KiB and one byte', BODIES, sent => {
    if (sent.body?.length === 65_537) sent.body = sent.body.slice(0, /\s$/.test(textOf(sent.body)) ? -1 : undefined)
  }),
  requests('treats any media type as JSON', BODIES, sent => {
    if (!/^\s*application\/(json|x-www-form-urlencoded)\s*(;|$)/i.test(type(sent)) && type(sent) !== '')
      sent.headers.set('content-type', 'application/json')
  }),
  requests('treats a body without a media type as JSON', BODIES, sent => {
    if (type(sent) === '') sent.headers.set('content-type', 'application/json')
  }),
  requests('treats every +json type as JSON', WRITES, sent => {
    if (/\+json/.test(type(sent))) sent.headers.set('content-type', 'application/json')
  }),
  requests('ignores the charset of a body', BODIES, sent => {
    if (/charset/i.test(type(sent))) sent.headers.set('content-type', type(sent).split(';')[0] ?? '')
  }),
  requests('ignores Content-Encoding', BODIES, sent => {
    sent.headers.delete('content-encoding')
  }),
  requests('replaces invalid UTF-8', BODIES, sent => {
    if (sent.body) sent.body = bytesOf(textOf(sent.body))
  }),
  requests('treats malformed JSON as {}', BODIES, sent => {
    if (sent.body && isJson(sent) && readJson(sent.body) === undefined) sent.body = bytesOf('{}')
  }),
  requests('treats JSON that is not an object as {}', BODIES, sent => {
    const value = sent.body && isJson(sent) ? readJson(sent.body) : undefined
    if (value === null || Array.isArray(value) || (value !== undefined && typeof value !== 'object'))
      sent.body = bytesOf('{}')
  }),
  requests('skips all byte order marks', BODIES, sent => {
    const text = sent.body && isJson(sent) ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(sent.body) : ''
    if (/^\ufeff{2}/.test(text)) sent.body = bytesOf(text.replace(/^\ufeff+/, ''))
  }),
  requests('accepts JSON with a trailing comma', BODIES, sent => {
    if (sent.body && isJson(sent) && /,\s*\}$/.test(textOf(sent.body)))
      sent.body = bytesOf(textOf(sent.body).replace(/,\s*\}$/, '}'))
  }),
  requests('reads invalid percent-encoding in a form literally', BODIES, sent => {
    if (sent.body && isForm(sent) && BROKEN.test(textOf(sent.body)))
      sent.body = bytesOf(textOf(sent.body).replaceAll(new RegExp(BROKEN, 'g'), '%25'))
  }),
  requests('uses the last of repeated form fields', BODIES, sent => {
    if (sent.body && isForm(sent)) sent.body = bytesOf(lastOfEach(textOf(sent.body)))
  }),
  requests(
    'accepts an Idempotency-Key of any length',
    WRITES,
    key(given => given.slice(0, 200)),
  ),
  requests(
    'accepts any characters in an Idempotency-Key',
    WRITES,
    key(given => given.replaceAll(/[^\x20-\x7e]/g, '?')),
  ),
  requests(
    'treats an empty Idempotency-Key as absent',
    WRITES,
    key(given => (given === '' || given === '""' ? undefined : given)),
  ),
  requests(
    'accepts ids with leading zeros',
    'any',
    id(given => given.replace(/^0+(?=[1-9])/, '')),
  ),
  requests(
    'accepts ids in any notation',
    'any',
    id(given => (/^\d+e\d+$|^0x/i.test(given) ? String(Number(given)) : given)),
  ),
  requests(
    'ignores what follows an id',
    'any',
    id(given => given.replace(/^(\d+)[^\d].*$/, '$1')),
  ),
]

const BROKEN = /%(?![0-9A-Fa-f]{2})/

/** Keeps the last of the pairs with the same key, compared as sent. */
function lastOfEach(form: string): string {
  const pairs = form.split('&')
  const keys = pairs.map(pair => pair.split('=')[0])
  return pairs.filter((_, index) => keys.lastIndexOf(keys[index]) === index).join('&')
}

function key(change: (given: string) => string | undefined) {
  return ({ headers }: MutableRequest) => {
    const given = headers.get('idempotency-key')
    const changed = given === null ? undefined : change(given)
    if (changed === undefined) headers.delete('idempotency-key')
    else headers.set('idempotency-key', changed)
  }
}

function id(change: (given: string) => string) {
  return (sent: MutableRequest) => {
    sent.url = sent.url.replace(/(?<=\/(?:invoices|tickets|subscriptions)\/)[^/?]+/, change)
  }
}
