import { describe, expect, test } from 'vitest'
import { readYaml } from '../../openapi/yaml.ts'

describe('a text', () => {
  test.each([
    ['a: 1\nb: [x, null]', { a: 1, b: ['x', null] }],
    ['{"a": 1}', { a: 1 }],
    ['{\n\t"a": {\n\t\t"b": 1\n\t}\n}', { a: { b: 1 } }],
    ['\ufeffa: 1\r\nb: 2\r\n', { a: 1, b: 2 }],
    ['200: x\ntrue: y', { 200: 'x', true: 'y' }],
    ['a: 2024-01-01\nb: yes\nc: 0x1F', { a: '2024-01-01', b: 'yes', c: 31 }],
    ['a: &x { b: 1 }\nc: *x', { a: { b: 1 }, c: { b: 1 } }],
    ['a: &x { b: 1, c: 2 }\nd:\n  <<: *x\n  c: 3', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
    ['"<<": 1', { '<<': 1 }],
    ['', null],
  ])('%j is read', (text, root) => {
    expect(readYaml('a.yaml', text).root).toEqual(root)
  })

  test('keeps a key called __proto__ as one of its own', () => {
    expect(Object.keys(readYaml('a.yaml', '__proto__: 1').root as object)).toEqual(['__proto__'])
  })
})

const bomb = [
  'a: &a [x, x]',
  ...[...'bcdefghij'].map((name, index) => {
    const alias = `*${'abcdefghij'[index]}`
    return `${name}: &${name} [${Array(9).fill(alias).join(', ')}]`
  }),
].join('\n')

const deep = (levels: number) => `a: ${'['.repeat(levels)}${']'.repeat(levels)}`

test.each([
  ['a key twice', 'a: 1\na: 2', '2:1 this key is used twice. Remove one of them.'],
  ['a key twice in JSON', '{"a": 1, "a": 2}', '1:10 this key is used twice. Remove one of them.'],
  ['a tab', 'a:\n\tb: 1', '2:1 tabs cannot indent YAML. Use spaces.'],
  ['an open quote', 'a: "b', '1:6 the text has no closing ". Add it.'],
  ['a second document', 'a: 1\n---\nb: 2', '2:1 the file contains several YAML documents. Use one document per file.'],
  [
    'a colon in a text',
    'a: b: c',
    '1:4 a mapping cannot start here. If this is a text that contains `: `, put the text in quotes.',
  ],
  ['an open bracket', 'a: [b', '1:6 the closing ] is missing or not indented. Add or indent it.'],
  ['wrong indentation', 'a:\n  b: 1\n c: 2', '3:1 the indentation does not fit the lines above. Align it with them.'],
  [
    'a reserved character',
    'a: @b',
    '1:4 a text without quotes cannot start with this character. Put the text in quotes.',
  ],
  [
    'an unknown escape',
    'a: "\\q"',
    '1:5 the text in double quotes has an unknown escape. Write \\\\ for a backslash, or use single quotes.',
  ],
  [
    'a line without a colon',
    'a: 1\nb\nc: 2',
    '2:1 a key must be on one line and end with a colon. Add the colon, or put the text in quotes.',
  ],
  ['an unknown tag', 'a: !thing b', '1:4 the tag !thing is not supported. Remove it.'],
  ['an alias without an anchor', 'a: *b', '1:4 *b has no anchor before it. Define &b first.'],
  ['an alias before its anchor', 'a: *b\nc: &b 1', '1:4 *b has no anchor before it. Define &b first.'],
  [
    'an alias of a value that contains it',
    'a: &a\n  b: *a',
    '2:6 *a contains itself. Write the value without the alias.',
  ],
  ['aliases that multiply', bomb, '1:1 the aliases expand to too many values. Write the values out.'],
  ['a key that is a list', 'a:\n  ? [b]\n  : 1', '2:5 a key must be a plain value. Use a text as the key.'],
  ['.nan', 'a:\n  b: .nan', '2:3 JSON has no such number. Remove `b` or use a finite number.'],
  ['a number too large for one', 'a: [1, 1e400]', '1:8 JSON has no such number. Remove it or use a finite number.'],
  [
    'an integer that is rounded',
    'a: [9007199254740992, 9007199254740993]',
    '1:23 9007199254740993 cannot be represented exactly. Write 9007199254740992, the nearest number that can, or describe the value as a string.',
  ],
  [
    'the largest uint64',
    'a:\n  maximum: 18446744073709551615',
    '2:12 18446744073709551615 cannot be represented exactly. Write 18446744073709551616, the nearest number that can, or describe the value as a string.',
  ],
  [
    'the largest uint64 in hexadecimal',
    'a: { maximum: 0xFFFFFFFFFFFFFFFF }',
    '1:15 0xFFFFFFFFFFFFFFFF cannot be represented exactly. Write 18446744073709551616, the nearest number that can, or describe the value as a string.',
  ],
  ['nesting', deep(250), '1:203 is nested deeper than 200 levels. Move parts of it into components.'],
  [
    'nesting beyond the stack',
    deep(50_000),
    expect.stringMatching(/^1:\d+ is nested deeper than 200 levels\. Move parts of it into components\.$/),
  ],
  [
    'nesting that is never closed',
    `a: ${'['.repeat(50_000)}`,
    expect.stringMatching(/^1:\d+ is nested deeper than 200 levels\. Move parts of it into components\.$/),
  ],
])('%s is refused at its place', (_, text, refusal) => {
  let said = 'nothing'
  try {
    readYaml('a.yaml', text)
  } catch (error) {
    said = (error as Error).message
  }
  expect(said.replace('a.yaml:', '')).toEqual(refusal)
})

describe('place', () => {
  const { place } = readYaml('a.yaml', 'a: 1\nb:\n  - c: 2\n    "d/e": [3, 4]\n  - &x { f: 5 }\ng: *x\n200: { : 6 }\n')
  test.each([
    ['#', 1, 1],
    ['#/a', 1, 1],
    ['#/b', 2, 1],
    ['#/b/0', 3, 5],
    ['#/b/0/c', 3, 5],
    ['#/b/0/d~1e', 4, 5],
    ['#/b/0/d~1e/1', 4, 16],
    ['#/g/f', 5, 10],
    ['#/200', 7, 1],
    ['#/b/0/none/deeper', 3, 5],
    ['#/b/7', 2, 1],
    ['#/a/b', 1, 1],
    ['#/%zz', 1, 1],
  ])('%s stands at %i:%i', (pointer, line, column) => {
    expect(place(pointer)).toEqual({ line, column })
  })
})
