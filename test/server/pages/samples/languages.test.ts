import { expect, test } from 'vitest'
import { LANGUAGES } from '../../../../server/pages/samples/languages.ts'
import type { SampleRequest } from '../../../../server/pages/samples/request.ts'

const REQUEST: SampleRequest = {
  method: 'POST',
  origin: 'https://portal.example',
  path: '/things/{thing-id}',
  pathParameters: { 'thing-id': 7 },
  url: 'https://portal.example/things/7',
  needsToken: true,
  takesIdempotencyKey: true,
  body: undefined,
  saveAs: undefined,
  hasResponseBody: true,
}

const write = (label: string, request: Partial<SampleRequest>) =>
  LANGUAGES.find(language => language.label === label)?.write({ ...REQUEST, ...request })

const withBody = (value: unknown) => ({ body: { type: 'application/json', value } })

// That programs with such texts run is tested by test/system/docs-samples.test.ts.
test.each([
  ['@clustrix/client', `it's`, `"it's"`],
  ['@clustrix/client', 'a\nb', '"a\\nb"'],
  ['curl', `it's`, `'{"a":"it'\\''s"}'`],
  ['PHP', `it's \\ $x`, `'it\\'s \\\\ $x'`],
  ['PHP', 'a\n$b\t"', '"a\\n\\$b\\u{9}\\""'],
  ['Python', `it's "b"\n`, `"it's \\"b\\"\\n"`],
])('%s writes %j so that it is no code', (label, text, written) => {
  expect(write(label, withBody({ a: text }))).toContain(written)
})

test.each([
  ['@clustrix/client', 'a: [\n      1,\n      true,\n      null,\n      {},\n    ],'],
  ['curl', '{"a":[1,true,null,{}]}'],
  ['PHP', "'a' => [\n            1,\n            true,\n            null,\n            [],\n        ],"],
  ['Python', '"a": [\n            1,\n            True,\n            None,\n            {},\n        ],'],
])('%s writes values of each kind', (label, written) => {
  expect(write(label, withBody({ a: [1, true, null, {}] }))).toContain(written)
})

test('an operation without a response body prints none', () => {
  for (const { write: sample } of LANGUAGES)
    expect(sample({ ...REQUEST, hasResponseBody: false })).not.toMatch(/json|JSON/)
})

test('only the client fills in path parameters itself', () => {
  expect(write('@clustrix/client', {})).toContain("'/things/{thing-id}', {\n  params: { path: { 'thing-id': 7 } },\n}")
  for (const label of ['curl', 'PHP', 'Python']) expect(write(label, {})).toContain('portal.example/things/7')
})
