import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { openPage } from '../support/browser.ts'
import { startServer } from '../support/process.ts'

const execute = promisify(execFile)
const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

const start = (env: Record<string, string> = {}) => startServer({ env: { DATABASE: ':memory:', ...env } })

test('the page loads nothing else, and axe finds nothing on a phone or a wide screen, in light or dark', async () => {
  const { origin } = await start()
  const page = await openPage(`${origin}/`)
  await page.evaluate(axe)
  for (const width of [390, 800, 1440])
    for (const colours of ['light', 'dark'] as const) {
      await page.show(width, colours)
      const background = await page.evaluate('getComputedStyle(document.body).backgroundColor')
      expect(background).toBe(colours === 'light' ? 'rgb(255, 255, 255)' : 'rgb(16, 21, 28)')
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(overflow)).toBe(0)
      const found = await page.evaluate(
        'axe.run().then(({ violations, incomplete }) => [...violations, ...incomplete].map(({ id }) => id))',
      )
      expect(found).toEqual([])
    }
  expect([page.requests(), page.blocked(), page.errors()]).toEqual([[`${origin}/`], [], []])
})

test('the commands of the page can be pasted and list the invoices', async () => {
  const { origin } = await start()
  const page = await openPage(`${origin}/`)
  const commands = await page.evaluate(`[...document.querySelectorAll('pre')].map(pre => pre.innerText)`)
  expect(commands).toHaveLength(2)
  const { stdout } = await execute('sh', ['-c', (commands as string[]).join('\n')])
  expect(JSON.parse(stdout).meta.total).toBe(8)
})

test('with PAGES=off, the pages do not exist', async () => {
  const server = await start({ PAGES: 'off' })
  for (const path of ['/', '/docs.md', '/llms.txt']) {
    const response = await server.call(path)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'not_found'])
  }
})
