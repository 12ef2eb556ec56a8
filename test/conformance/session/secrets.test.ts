import { expect, test } from 'vitest'
import { redactSecrets } from '../../../conformance/session/secrets.ts'

const PASSWORD = 'p "a\\s&w%ö\'r$&d'

test.each([
  ['in plain text', `say ${PASSWORD}!`, 'say $CLUSTRIX_PASSWORD!'],
  ['in JSON', JSON.stringify({ password: PASSWORD }), '{"password":"$CLUSTRIX_PASSWORD"}'],
  ['in a form', `${new URLSearchParams({ password: PASSWORD, a: '1' })}`, 'password=$CLUSTRIX_PASSWORD&a=1'],
  ['in a URL', `/?q=${encodeURIComponent(PASSWORD)}`, '/?q=$CLUSTRIX_PASSWORD'],
  ['a token', 'Bearer 2|abc, 2|abcdef, 2%7Cabc', 'Bearer $TOKEN, $OTHER, $TOKEN'],
])('a secret is redacted: %s', (_, text, want) => {
  const secrets = new Map([
    ['', '$NOTHING'],
    ['2|abc', '$TOKEN'],
    ['2|abcdef', '$OTHER'],
    [PASSWORD, '$CLUSTRIX_PASSWORD'],
  ])
  expect(redactSecrets(text, secrets)).toBe(want)
})
