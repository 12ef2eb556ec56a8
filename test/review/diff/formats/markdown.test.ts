import { expect, test } from 'vitest'
import { formatMarkdown } from '../../../../review/diff/formats/markdown.ts'
import { change, diffWith } from '../changes.ts'

test('collapses documentation changes', () => {
  const docs = change({
    rule: 'title-changed',
    verdict: 'docs',
    severity: 'info',
    message: 'A title',
    hint: 'Nothing.',
  })
  expect(
    formatMarkdown(diffWith([change(), docs], ['1.0.0', '1.1.0'])),
  ).toBe(`**Breaking: working clients may stop working** (1 breaking, 1 documentation); info.version \`1.0.0\` → \`1.1.0\`, a **major** rise is required.

### Breaking (1)

- 🔴 POST /it was removed<br>\`operation-removed\` · \`abc:openapi.yaml:7\` · call<br>Keep serving it.

<details><summary>Documentation (1)</summary>

- ⚪ A title<br>\`title-changed\` · \`abc:openapi.yaml:7\` · call<br>Nothing.

</details>
`)
})

test('text from a document is escaped', () => {
  const message = 'a <b> & `c` *d* [e](f) @g | #1 \\'
  const text = formatMarkdown(diffWith([change({ message, operations: ['<x>'] })]))
  expect(text).toContain('a &lt;b&gt; &amp; \\`c\\` \\*d\\* \\[e\\](f) &#64;g \\| \\#1 \\\\<br>')
  expect(text).toContain('&lt;x&gt;')
})
