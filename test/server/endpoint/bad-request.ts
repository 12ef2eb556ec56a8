import type { Call } from '../../support/app.ts'
import type { OperationUnderTest } from '../../support/operations.ts'
import type { Random } from '../../support/seeded.ts'

export interface Sent extends Call {
  path: string
  method: string
  headers: Record<string, string>
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'X-1', 'get']
const IDS = [
  '0',
  '-1',
  'abc',
  '1e2',
  '0202',
  '102',
  '206',
  '35',
  '31',
  '202',
  '106',
  '999999',
  '9007199254740993',
  '%31',
  '%00',
  '%zz',
  '%ff',
  '..',
  ' ',
  'a/b',
  '١',
  '9'.repeat(400),
]
const TEXTS = [
  '',
  ' ',
  'x',
  '0',
  '-0',
  '1e1',
  '+2',
  '2.0',
  '007',
  '\0',
  '\ud800',
  '\u{1F600}',
  '\u202Etxet',
  '<script>',
  "' OR 1=1 --",
  '%',
  '%zz',
  '%ff',
  '%00',
  '%ED%A0%80',
  'null',
  '[]',
  '{}',
  '__proto__',
  'constructor',
  '2026-02-30',
  '2026-11-22T23:59:60Z',
  'a@b@c',
  'x'.repeat(300),
  '\uFEFF',
  '\r\nSet-Cookie: a=b',
  '{{7*7}}',
  '../../etc/passwd',
]
const VALUES: unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  [],
  {},
  [[[]]],
  { a: { b: [] } },
  ['subject'],
  { toString: 1 },
  ...TEXTS,
]
const KEYS = [
  'status',
  'per_page',
  'page',
  'max_id',
  'subject',
  'body',
  'priority',
  'category',
  'resume_at',
  'reason',
  'email',
  'password',
  'name',
  'id',
  'client_id',
  'created_at',
  'stauts',
  '__proto__',
  'constructor',
  'toString',
  '',
  ' ',
  '1',
  'a[b]',
  'a.b',
  '%zz',
  '\ud800',
  '\0',
  '$ne',
  'x'.repeat(200),
]
const TYPES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'application/json; charset=utf-16',
  'application/json;charset=UTF-8',
  'multipart/form-data',
  '',
  ';',
  'application/jsonp',
  'Application/JSON',
]
const HEADERS: Record<string, readonly string[]> = {
  Authorization: [
    '',
    'Bearer',
    'Bearer x',
    'Bearer 1|x',
    'Basic eDp4',
    `Bearer 999|${'a'.repeat(48)}`,
    'Bearer \u00e9',
    `Bearer ${'9'.repeat(400)}|x`,
  ],
  'Idempotency-Key': ['', '""', '"', 'k', '"k"', '\u00e9', 'a\tb', 'x'.repeat(256)],
  'If-None-Match': ['*', '""', 'W/"a"', '"a', ','.repeat(5000), '"a", '.repeat(500)],
  'Content-Encoding': ['gzip', 'identity', ''],
  'Content-Length': ['5', '-1', 'abc', '99999999999', ''],
  Accept: ['application/xml', 'garbage', ''],
  Origin: ['null', 'http://localhost:1', 'https://evil.example'],
  'X-Forwarded-For': ['203.0.113.1', 'garbage', ','],
  'X-HTTP-Method-Override': ['DELETE'],
  'X-Request-Id': ['mine'],
  Range: ['bytes=0-0'],
}

const pairsOf = ({ pick, below }: Random) =>
  Array.from({ length: below(4) + 1 }, () => `${encode(pick(KEYS))}=${encode(pick(TEXTS))}`).join('&')

/** Percent-encodes what is not allowed in a URL, except percent signs, so that many are malformed. */
const encode = (text: string) => text.toWellFormed().replaceAll(/[^\w%.~-]/gu, encodeURIComponent)

function objectOf(random: Random, base: object | undefined): Record<string, unknown> {
  const entries = Object.entries(base ?? {}).filter(() => random.chance(0.8))
  for (let at = random.below(3); at >= 0; at--) entries.push([random.pick(KEYS), random.pick(VALUES)])
  return Object.fromEntries(entries)
}

const nested = (depth: number) => `{"body":${'['.repeat(depth)}${']'.repeat(depth)}}`

function bodyOf(random: Random, base: object | undefined): string | Uint8Array<ArrayBuffer> {
  const json = JSON.stringify(objectOf(random, base))
  return random.pick<() => string | Uint8Array<ArrayBuffer>>([
    () => json,
    () => json,
    () => json,
    () => json.slice(0, random.below(json.length)),
    () => json.replaceAll('"', "'"),
    () => JSON.stringify(random.pick(VALUES)),
    () => `[${json}]`,
    () => pairsOf(random),
    () => pairsOf(random),
    () => new Uint8Array(Array.from({ length: random.below(40) }, () => random.below(256))),
    () => nested(random.pick([10, 1000, 20_000])),
    () => 'x'.repeat(random.pick([65_536, 65_537, 70_000])),
    () => '',
  ])()
}

const mutations: readonly ((random: Random, sent: Sent, base: object | undefined) => void)[] = [
  (random, sent) => {
    sent.method = random.pick(METHODS)
  },
  (random, sent) => {
    sent.path = sent.path.replace(/\d{2,}/, random.pick(IDS))
  },
  (random, sent) => {
    const at = 1 + random.below(sent.path.length)
    sent.path =
      sent.path.slice(0, at) +
      random.pick(['/', '//', '%2F', '%00', '%', '.', ';', '\\', 'é', '?', '#', ' ', '%c0%af']) +
      sent.path.slice(at)
  },
  (random, sent) => {
    const at = 1 + random.below(sent.path.length - 1)
    const code = sent.path.charCodeAt(at).toString(16)
    sent.path = `${sent.path.slice(0, at)}%${code}${sent.path.slice(at + 1)}`
  },
  (random, sent) => {
    sent.path += `?${pairsOf(random)}`
  },
  (random, sent) => {
    sent.path = sent.path.replace(/\d{2,}/, random.pick(['102', '105', '206', '35']))
  },
  (random, sent, base) => {
    sent.body = bodyOf(random, base)
  },
  (random, sent, base) => {
    sent.body = bodyOf(random, base)
    sent.headers['Content-Type'] = random.pick(TYPES)
  },
  (random, sent, base) => {
    sent.body = JSON.stringify(objectOf(random, base))
  },
  (random, sent) => {
    const name = random.pick(Object.keys(HEADERS))
    sent.headers[name] = random.pick(HEADERS[name] ?? [])
  },
]

/** A request to an operation, with one to three random changes that are often errors. */
export function badRequest(random: Random, operations: readonly OperationUnderTest[], token: string): Sent {
  const { path, method, body } = random.pick(operations)
  const headers: Record<string, string> = { Authorization: `Bearer ${token}` }
  const sent: Sent = { path, method, headers }
  if (body) {
    headers['Content-Type'] = 'application/json'
    sent.body = JSON.stringify(body)
  }
  for (let at = random.below(3); at >= 0; at--) random.pick(mutations)(random, sent, body)
  // A Request with these methods cannot have a body.
  if (['GET', 'HEAD', 'get'].includes(sent.method)) sent.body = undefined
  return sent
}
