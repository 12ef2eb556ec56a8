import { expect, test } from 'vitest'
import { markdownToHtml } from '../../../server/pages/markdown.ts'

test.each([
  ['two\nlines\n\nand a paragraph', '<p>two lines</p>\n<p>and a paragraph</p>'],
  ['## Rate limits\ntext', '<h2 id="rate-limits">Rate limits</h2>\n<p>text</p>'],
  ['text\n- a\n  b\n- c', '<p>text</p>\n<ul><li>a b</li><li>c</li></ul>'],
  ['1. a\n2. b\n- c', '<ol><li>a</li><li>b</li></ol>\n<ul><li>c</li></ul>'],
  ['`a <b>` and **bold**', '<p><code>a &lt;b&gt;</code> and <strong>bold</strong></p>'],
  ['[x](https://a.example/?b&c)', '<p><a href="https://a.example/?b&amp;c">x</a></p>'],
  ['write to a.b@c.example.', '<p>write to <a href="mailto:a.b@c.example">a.b@c.example</a>.</p>'],
  ['`a@b.example`', '<p><code>a@b.example</code></p>'],
  ['2 * 3 ** 4', '<p>2 * 3 ** 4</p>'],
  ['', ''],
])('%j is rendered', (markdown, html) => expect(markdownToHtml(markdown)).toBe(html))

test.each([
  '<script>alert(1)</script>',
  '## <img src=x onerror=alert(1)>',
  '- <b onclick="x">',
  '`</code><script>`',
  '**<script>**',
  '[x](javascript:alert(1))',
  '[x](https://a.example/"onclick="x)',
  '[<script>](https://a.example)',
])('%j adds no element and no attribute of its own', markdown => {
  const html = markdownToHtml(markdown)
  expect(
    html.replaceAll(/<\/?(p|ul|li|code|strong|h2)>|<h2 id="[\w-]*">|<a href="https:[^"<>]*">|<\/a>/g, ''),
  ).not.toMatch(/[<>"]/)
  expect(html).not.toMatch(/href="(?!https:)/)
})
