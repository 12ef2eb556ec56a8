import { describe, expect, test } from 'vitest'
import { caller } from '../../support/caller.ts'
import { errorResponse, readResponse, validationError } from '../../support/responses.ts'

const TICKETS = '/api/v1/tickets'
const JSON_TYPE = { 'Content-Type': 'application/json' }
const FORM_TYPE = { 'Content-Type': 'application/x-www-form-urlencoded' }
const bytes = (...values: number[]) => new Uint8Array(values)
const utf8 = (text: string) => new TextEncoder().encode(text)

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>, path = TICKETS) {
  const { send } = await caller()
  return readResponse(await send(path, { method: 'POST', body, headers }))
}

describe('the fields', () => {
  const sent = {
    subject: 'Ä & b=c',
    body: 'one\r\ntwo + <script> \u202Etxet\u{1F600}',
    priority: 'high',
    category: 'sales',
  }

  test.each([
    ['JSON', JSON.stringify(sent), JSON_TYPE],
    ['a form', new URLSearchParams(sent).toString(), FORM_TYPE],
    [
      'a form in raw UTF-8',
      'subject=Ä %26 b=c&body=one%0D%0Atwo %2B <script> \u202Etxet\u{1F600}&priority=high&category=sales',
      FORM_TYPE,
    ],
    [
      'JSON with escapes',
      JSON.stringify(sent).replace('Ä', '\\u00c4').replace('\u{1F600}', '\\ud83d\\ude00'),
      JSON_TYPE,
    ],
  ])('are the same from %s, and are returned unchanged', async (_, body, headers) => {
    expect(await post(body, headers)).toMatchObject({ status: 201, data: sent })
  })

  test('of a form have a space for each +', async () => {
    const result = await post('subject=a+b&body=c%2Bd', FORM_TYPE)
    expect(result).toMatchObject({ status: 201, data: { subject: 'a b', body: 'c+d' } })
  })

  test.each([
    ['JSON null', JSON.stringify({ subject: 's', body: 'b', priority: null, category: null }), JSON_TYPE],
    ['an empty value of a form', 'subject=s&body=b&priority=&category', FORM_TYPE],
    ['nothing', 'subject=s&body=b', FORM_TYPE],
  ])('that are optional get their default for %s', async (_, body, headers) => {
    expect(await post(body, headers)).toMatchObject({ status: 201, data: { priority: 'medium', category: 'general' } })
  })

  test('are trimmed, including enums', async () => {
    const json = JSON.stringify({ subject: '\u00A0 s\t', body: '\n b \u3000', priority: ' low ' })
    expect(await post(json, JSON_TYPE)).toMatchObject({
      status: 201,
      data: { subject: 's', body: 'b', priority: 'low' },
    })
  })

  test('given twice in JSON have the last value', async () => {
    const json = '{"subject":"first","body":"b","subject":"last"}'
    expect(await post(json, JSON_TYPE)).toMatchObject({ status: 201, data: { subject: 'last' } })
  })

  test.each([
    ['the same key', 'subject=a&subject=b&body=c'],
    ['the same value', 'subject=a&subject=a&body=c'],
    ['an empty value', 'subject=&subject=a&body=c'],
    ['another spelling', 'subject=a&s%75bject=b&body=c'],
  ])('given twice in a form are refused with %s', async (_, form) => {
    expect(await post(form, FORM_TYPE)).toEqual(validationError({ subject: 'The subject field must not be repeated.' }))
  })

  test('have lengths in code points, counted before trimming', async () => {
    const longest = '\u{1F600}'.repeat(255)
    expect(await post(JSON.stringify({ subject: longest, body: 'b' }), JSON_TYPE)).toMatchObject({ status: 201 })
    const tooLong = validationError({ subject: 'The subject field must not be greater than 255 characters.' })
    expect(await post(JSON.stringify({ subject: `${longest}a`, body: 'b' }), JSON_TYPE)).toEqual(tooLong)
    expect(await post(JSON.stringify({ subject: `a${' '.repeat(255)}`, body: 'b' }), JSON_TYPE)).toEqual(tooLong)
  })
})

describe('an empty body', () => {
  test.each([
    ['no Content-Type', {}],
    ['JSON', JSON_TYPE],
    ['a form', FORM_TYPE],
    ['XML', { 'Content-Type': 'text/xml' }],
    ['another charset', { 'Content-Type': 'application/json; charset=latin1' }],
    ['a Content-Encoding', { ...JSON_TYPE, 'Content-Encoding': 'gzip' }],
  ])('is {} with %s', async (_, headers: Record<string, string>) => {
    const required = validationError({ subject: 'The subject field is required.', body: 'The body field is required.' })
    expect(await post('', headers)).toEqual(required)
    expect(await post('', headers, '/api/v1/subscriptions/31/pause')).toMatchObject({ status: 200 })
  })
})

describe('an empty JSON array', () => {
  test.each(['[]', ' [ \n] '])('is {}: %j', async body => {
    const required = validationError({ subject: 'The subject field is required.', body: 'The body field is required.' })
    expect(await post(body, JSON_TYPE)).toEqual(required)
    for (const step of ['pause', 'resume', 'cancel'])
      expect(await post(body, JSON_TYPE, `/api/v1/subscriptions/${step === 'resume' ? 32 : 31}/${step}`)).toMatchObject(
        { status: 200 },
      )
  })

  test.each(['[1]', '[[]]', '[{}]', '[null]', '[]]', '[] x'])('is not %j', async body => {
    expect(await post(body, JSON_TYPE)).toEqual(errorResponse(400))
  })

  test('is a field name in a form', async () => {
    expect(await post('[]', FORM_TYPE)).toMatchObject({
      status: 422,
      errors: { '[]': ['The [] field is prohibited.'] },
    })
  })

  test('is a different request from {} for an Idempotency-Key', async () => {
    const { send } = await caller()
    const pause = async (body: string) =>
      (await send('/api/v1/subscriptions/31/pause', { body, headers: { ...JSON_TYPE, 'Idempotency-Key': 'k' } })).status
    expect([await pause('[]'), await pause('[]'), await pause('{}')]).toEqual([200, 200, 422])
  })
})

describe('a byte order mark', () => {
  test('before JSON is skipped', async () => {
    expect(await post('\ufeff{"subject":"s","body":"b"}', JSON_TYPE)).toMatchObject({
      status: 201,
      data: { subject: 's' },
    })
    expect(await post('\ufeff []', JSON_TYPE, '/api/v1/subscriptions/31/pause')).toMatchObject({ status: 200 })
  })

  test.each(['\ufeff', '\ufeff\ufeff{}', '{}\ufeff', ' \ufeff{}'])('elsewhere is 400: %j', async body => {
    expect(await post(body, JSON_TYPE, '/api/v1/subscriptions/31/pause')).toEqual(errorResponse(400))
  })

  test('before a form is part of the first name', async () => {
    expect(await post('\ufeffsubject=s&body=b', FORM_TYPE)).toMatchObject({
      status: 422,
      errors: {
        subject: ['The subject field is required.'],
        '\ufeffsubject': [expect.stringContaining('is prohibited.')],
      },
    })
  })
})

describe('a body that is not empty', () => {
  const valid = '{"subject":"s","body":"b"}'

  test.each([
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'Application/JSON ; Charset=Utf-8',
    'application/json; profile=x',
  ])('is read as %j', async type => {
    expect(await post(valid, { 'Content-Type': type })).toMatchObject({ status: 201 })
  })

  test.each([
    'text/plain',
    'text/json',
    'application/json5',
    'application/vnd.api+json',
    'multipart/form-data; boundary=x',
    'application/json, application/json',
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-16',
    'application/json; charset=',
    'json',
  ])('is 415 as %j', async type => {
    expect(await post(valid, { 'Content-Type': type })).toEqual(errorResponse(415))
  })

  test('is 415 without a media type', async () => {
    expect(await post(utf8(valid), {})).toEqual(errorResponse(415))
  })

  test.each(['gzip', 'br', 'identity', ''])('is 415 with Content-Encoding %j', async encoding => {
    expect(await post(valid, { ...JSON_TYPE, 'Content-Encoding': encoding })).toEqual(errorResponse(415))
  })

  test.each([
    ['not JSON', '{subject:1}'],
    ['cut off', '{"subject":"s"'],
    ['followed by more', `${valid} x`],
    ['white space', ' \n'],
    ['an array', '[{}]'],
    ['an array of objects', `[${valid}]`],
    ['a text', '"s"'],
    ['a number', '1'],
    ['true', 'true'],
    ['null', 'null'],
    ['UTF-16', new Uint8Array(Buffer.from(valid, 'utf16le'))],
    ['with a byte that is not UTF-8', bytes(...utf8('{"subject":"'), 0xff, ...utf8('"}'))],
    ['with an overlong NUL', bytes(...utf8('{"subject":"'), 0xc0, 0x80, ...utf8('"}'))],
    ['with an encoded surrogate', bytes(...utf8('{"subject":"'), 0xed, 0xa0, 0x80, ...utf8('"}'))],
    ['with a raw NUL', '{"subject":"\0"}'],
  ])('is 400 as JSON: %s', async (_, body) => {
    expect(await post(body as string, JSON_TYPE)).toEqual(errorResponse(400))
  })

  test.each([
    ['a broken percent', 'subject=%&body=b'],
    ['half a percent', 'subject=100%2&body=b'],
    ['a percent that is not hexadecimal', 'subject=%zz&body=b'],
    ['an escaped byte that is not UTF-8', 'subject=%ff&body=b'],
    ['an escaped surrogate', 'subject=%ED%A0%80&body=b'],
    ['a raw byte that is not UTF-8', bytes(...utf8('subject='), 0xff)],
    ['a key with a broken percent', 'subject=s&body=b&%zz=1'],
  ])('is 400 as a form with %s', async (_, body) => {
    expect(await post(body as string, FORM_TYPE)).toEqual(errorResponse(400))
  })

  test.each([
    ['JSON NUL', '{"subject":"a\\u0000b","body":"b"}', JSON_TYPE],
    ['a lone high surrogate', '{"subject":"\\ud800","body":"b"}', JSON_TYPE],
    ['a lone low surrogate', '{"subject":"a\\udc00","body":"b"}', JSON_TYPE],
    ['a form’s NUL', 'subject=a%00b&body=b', FORM_TYPE],
  ])('is 422 with %s', async (_, body, headers) => {
    expect(await post(body, headers)).toEqual(
      validationError({ subject: 'The subject field must not contain invalid characters.' }),
    )
  })
})

describe('keys with a meaning in JavaScript', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty']

  test.each(names)('are unknown fields like any other: %s', async name => {
    const own = (value: string) => JSON.parse(`{"${name}":${value}}`)
    const printed = name.replaceAll('_', ' ')
    const expected = {
      status: 422,
      message: `The ${printed} field is prohibited.`,
      code: 'validation_failed',
      errors: own(`["The ${printed} field is prohibited."]`),
    }
    const json = `{"subject":"s","body":"b","${name}":{"isAdmin":true}}`
    expect(await post(json, JSON_TYPE)).toEqual(expected)
    expect(await post(`subject=s&body=b&${name}=1`, FORM_TYPE)).toEqual(expected)
    expect(Object.keys(expected.errors)).toEqual([name])
    expect({}).not.toHaveProperty('isAdmin')
  })
})

describe('nesting 30,000 levels deep', () => {
  const nested = {
    arrays: `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    objects: `${'{"":'.repeat(12_000)}0${'}'.repeat(12_000)}`,
  }

  test.each([
    ['arrays', 'a known field', {}],
    ['arrays', 'an unknown field', {}],
    ['objects', 'a known field', {}],
    ['objects', 'an unknown field', {}],
    ['arrays', 'a known field', { 'Idempotency-Key': 'deep' }],
    ['arrays', 'an unknown field', { 'Idempotency-Key': 'deep' }],
    ['objects', 'an unknown field', { 'Idempotency-Key': 'deep' }],
  ] as const)('of %s in %s is an ordinary 422 %j', async (kind, place, key: Record<string, string>) => {
    const field = place === 'a known field' ? 'body' : 'x'
    const result = await post(`{"subject":"s","${field}":${nested[kind]}}`, { ...JSON_TYPE, ...key })
    expect(result).toMatchObject({ status: 422, code: 'validation_failed' })
    expect(Object.keys(result.errors as object)).toContain(field)
  })

  test('that is not JSON is 400', async () => {
    expect(await post(`{"body":${'['.repeat(60_000)}`, JSON_TYPE)).toEqual(errorResponse(400))
  })
})
