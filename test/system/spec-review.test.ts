import { execFile } from 'node:child_process'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { sampleOf } from '../review/report/sample.ts'
import { openPage } from '../support/browser.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

/** What somebody may write into a description to be heard elsewhere, or to lead a reader away. */
const HOSTILE = [
  '![picture](http://evil.example/markdown.png)',
  '<img src="http://evil.example/image.png" onerror="fetch(`http://evil.example/handler`)">',
  '<meta http-equiv="refresh" content="0; url=http://evil.example/refresh">',
  '<script>fetch("http://evil.example/script")</script>',
  '<style>body { background: url(http://evil.example/style.png) }</style>',
  '<iframe src="http://evil.example/frame"></iframe>',
].join(' ')

/** As npm runs it. @param args after `--base openapi.yaml` */
const review = (...args: string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>(resolve =>
    execFile(
      process.execPath,
      ['--import', './server/require-node.mjs', 'review/report/main.ts', '--base', 'openapi.yaml', ...args],
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }),
    ),
  )

async function reviewed(version: string) {
  const folder = temporaryFolder()
  const head = path.join(folder, 'openapi.yaml')
  writeFileSync(head, version)
  const started = performance.now()
  const { code, stdout, stderr } = await review('--head', head, '--out', folder)
  return { code, stdout, stderr, ms: performance.now() - started, file: (name: string) => path.join(folder, name) }
}

test('the review writes the files that a pull request keeps', async () => {
  const { code, stdout, stderr, ms, file } = await reviewed(sampleOf())
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' })
  expect(stdout).toMatch(
    /report\.md: breaking, info\.version is still \S+ and must rise to at least \d+\.0\.0 \(major\), the check fails\n$/,
  )
  expect(ms).toBeLessThan(20_000)
  expect(readFileSync(file('report.md'), 'utf8')).toMatch(
    /^<!-- clustrix-spec-review -->\n\n## Spec review: breaking\n/,
  )
  expect(statSync(file('report.md')).size).toBeLessThan(60_000)
  expect(JSON.parse(readFileSync(file('report.json'), 'utf8')).diff.verdict).toBe('breaking')
})

const HEADING = '[...document.querySelectorAll("h1, h2")].map(heading => heading.textContent)'

test('docs.html opens from disk, shows what changes, and loads nothing from the network', async () => {
  const { file } = await reviewed(sampleOf(HOSTILE))
  const page = await openPage(file('docs.html'))
  await page.until(`${HEADING}.some(text => text.includes('Client Portal API'))`)
  const text = String(await page.evaluate('document.body.innerText'))
  expect(text).toMatch(/Changes from version \S+ to \S+\s+breaking: listInvoices, getInvoice\s+documentation: getMe\s/)

  await page.evaluate(`document.querySelector('a[href="#operation/listInvoices"]').click()`)
  await page.until(`${HEADING}.some(text => text.includes('List invoices'))`)
  expect(await page.evaluate(`${HEADING}.find(text => text.includes('List invoices'))`)).toBe('breakingList invoices')
  await page.until(`document.body.innerText.includes('due_before')`)
  // The words are there as words.
  expect(await page.evaluate('document.body.innerText')).toContain('http://evil.example/script')
  await page.settled()
  expect(page.requests()).toEqual([])
  expect(page.errors()).toEqual([])
  expect(page.blocked()).toContain('http://evil.example/markdown.png')
  expect(await page.evaluate('location.protocol')).toBe('file:')
}, 120_000)

test('without its Content-Security-Policy the same page does send requests', async () => {
  const { file } = await reviewed(sampleOf(HOSTILE))
  const html = readFileSync(file('docs.html'), 'utf8')
  writeFileSync(file('open.html'), html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ''))
  const page = await openPage(file('open.html'), '#operation/listInvoices')
  await page.until(`document.body.innerText.includes('due_before') && document.querySelector('img[src*="evil"]')`)
  await page.settled()
  expect(page.requests()).toContain('http://evil.example/markdown.png')
}, 120_000)

test.each([
  [['--head', 'no-such.yaml', '--out', 'OUT'], /^no-such\.yaml: cannot be read/],
  [['--out', '/dev/null/out'], /^--out \/dev\/null\/out: cannot be written \(ENOTDIR\)/],
  [['--out'], /--out/],
  [['--head', 'package.json', '--out', 'OUT'], /^package\.json:1:1 #: the document has no `openapi` field/],
])('%j prints one line', async (args, message) => {
  const folder = temporaryFolder()
  const { code, stdout, stderr } = await review(...args.map(arg => (arg === 'OUT' ? folder : arg)))
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toMatch(message)
  expect(stderr.trim().split('\n')).toHaveLength(1)
})
