import { describe, expect, test } from 'vitest'
import { redactSecrets } from '../../../conformance/session/secrets.ts'
import { piecesOf, word } from '../../../conformance/session/shell.ts'

const PASSWORD = 'p "a\\s&w%ö\'r$&d'

const secrets = new Map([
  ['', '$NOTHING'],
  ['hunter2', '$SHORT'],
  ['invoices', '$WORD'],
  ['password', '$COMMON'],
  ['2|abcdef', '$TOKEN'],
  ['2|abcdefgh', '$OTHER'],
  [PASSWORD, '$CLUSTRIX_PASSWORD'],
])

test.each([
  ['in plain text', `say ${PASSWORD}!`, 'say $CLUSTRIX_PASSWORD!'],
  ['in JSON', JSON.stringify({ password: PASSWORD }), '{"password":"$CLUSTRIX_PASSWORD"}'],
  ['in a form', `${new URLSearchParams({ password: PASSWORD, a: '1' })}`, 'password=$CLUSTRIX_PASSWORD&a=1'],
  ['in a URL', `/?q=${encodeURIComponent(PASSWORD)}`, '/?q=$CLUSTRIX_PASSWORD'],
  ['a token', 'Bearer 2|abcdef, 2|abcdefgh, 2%7Cabcdef', 'Bearer $TOKEN, $OTHER, $TOKEN'],
  ['a word that is a value', '{"password":"invoices"} q=invoices&', '{"password":"$WORD"} q=$WORD&'],
  ['a password like its field', '{"password": "password"}', '{"password": "$COMMON"}'],
])('a secret is redacted: %s', (_, text, want) => {
  expect(redactSecrets(text, secrets)).toBe(want)
})

describe('a text is not redacted', () => {
  test.each([
    ['shorter than 8 characters', '{"password":"hunter2"}'],
    ['a path', '/api/v1/invoices?page=1'],
    ['a word of a sentence', 'the ids of invoices and listinvoices'],
    ['a key of JSON or of a form', '{"password" : 1} password=1'],
    ['a part of a longer token', '12|abcdef 2|abcdefx'],
  ])('%s', (_, text) => {
    expect(redactSecrets(text, secrets)).toBe(text)
  })
})

test('a shell command has variables in the same places', () => {
  const quoted = (text: string) => word(piecesOf(text, secrets))
  expect(quoted('{"password":"invoices"}')).toBe(`'{"password":"'"$WORD"'"}'`)
  expect(quoted('/api/v1/invoices')).toBe("'/api/v1/invoices'")
  expect(quoted('Authorization: Bearer 2|abcdefgh')).toBe('"Authorization: Bearer $OTHER"')
})
