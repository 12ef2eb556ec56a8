import { describe, expect, test } from 'vitest'
import { clip, code, description, fenced, prose } from '../../../../review/report/markdown/text.ts'

describe('text from a contract is escaped', () => {
  test.each([
    ['plain words, with (brackets) and "quotes".', 'plain words, with (brackets) and "quotes".'],
    ['</details><img src=x onerror=alert(1)>', '&lt;/details&gt;&lt;img src=x onerror=alert(1)&gt;'],
    ['a &lt; b &amp; c', 'a &amp;lt; b &amp;amp; c'],
    ['a | b', 'a \\| b'],
    ['a \\| b', 'a \\\\\\| b'],
    ['*bold* _it_ ~gone~ $x$', '\\*bold\\* \\_it\\_ \\~gone\\~ \\$x\\$'],
    ['snake_case_name', 'snake_case_name'],
    ['![image](http://evil.example/x.png)', '!\\[image\\](http:<!-- -->//evil.example/x.png)'],
    ['www.evil.example', 'www<!-- -->.evil.example'],
    ['a_www.evil.example', 'a_www<!-- -->.evil.example'],
    ['ask @octocat or me@example.com', 'ask @<!-- -->octocat or me@<!-- -->example.com'],
    ['like #12 and GH-12', 'like #<!-- -->12 and GH-<!-- -->12'],
    ['# heading', '\\# heading'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['two\nlines\r\n\n---', 'two lines ---'],
    ['a\u202Eb\u0000c\u200Bd', 'a\u{FFFD}b\u{FFFD}c\u{FFFD}d'],
    ['takes `open | shut` and `a`', 'takes <code>open &#124; shut</code> and `a`'],
    ['one ` alone', 'one \\` alone'],
  ])('%j', (text, shown) => {
    expect(prose(text)).toBe(shown)
  })
})

describe('a description keeps its form', () => {
  test.each([
    ['Two\nlines.', 'Two lines.'],
    ['One.\n\nTwo.', 'One.\n\nTwo.'],
    ['A list:\n\n- one\n  more\n- `two`\n\nEnd.', 'A list:\n\n- one more\n- `two`\n\nEnd.'],
    ['1. one\n2. two', '1. one\n2. two'],
    ['## Title\n\nText.', '**Title**\n\nText.'],
    ['is **not paid**, *yet*', 'is **not paid**, \\*yet\\*'],
    ['see [guide](https://a.example)', 'see guide (https:<!-- -->//a.example)'],
    ['- @octocat <b> #12', '- @<!-- -->octocat &lt;b&gt; #<!-- -->12'],
    ['> quote\n\n---', '&gt; quote\n\n\\---'],
    ['', ''],
  ])('%j', (text, shown) => {
    expect(description(text)).toBe(shown)
  })
})

describe('code of a contract', () => {
  test.each([
    ['#/paths/~1me', '`#/paths/~1me`'],
    ['</code><script>', '`</code><script>`'],
    ['a`b|c@d', '<code>a&#96;b&#124;c&#64;<!-- -->d</code>'],
    ['\\', '<code>&#92;</code>'],
    ['http://`', '<code>http&#58;//&#96;</code>'],
    ['', ''],
  ])('%j', (text, shown) => {
    expect(code(text)).toBe(shown)
  })
})

test('a fence is longer than any in the code', () => {
  expect(fenced('diff', ['+ a', '+ ````', '+ ```js'])).toBe('`````diff\n+ a\n+ ````\n+ ```js\n`````')
})

test('long texts are cut between characters', () => {
  expect(clip('😀😀😀', 3)).toBe('😀😀😀')
  expect(clip('😀😀😀', 2)).toBe('😀…')
  expect(prose('x'.repeat(1000)).length).toBe(400)
  expect(code('x'.repeat(1000)).length).toBe(202)
})
