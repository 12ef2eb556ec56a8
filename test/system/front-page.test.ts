import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { axeFindings } from '../support/axe.ts'
import { openPage } from '../support/browser.ts'
import { startServer } from '../support/process.ts'

const execute = promisify(execFile)

const start = (env: Record<string, string> = {}) => startServer({ env: { DATABASE: ':memory:', ...env } })

test('the page loads nothing else, and axe finds nothing on a phone or a wide screen, in light or dark', async () => {
  const { origin } = await start()
  const page = await openPage(`${origin}/`)
  for (const width of [390, 800, 1440])
    for (const colours of ['light', 'dark'] as const) {
      await page.show(width, colours)
      const background = await page.evaluate('getComputedStyle(document.body).backgroundColor')
      expect(background).toBe(colours === 'light' ? 'rgb(255, 255, 255)' : 'rgb(16, 21, 28)')
      const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      expect(await page.evaluate(overflow)).toBe(0)
      expect(await axeFindings(page, ['violations', 'incomplete'])).toEqual({})
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
  for (const path of ['/', '/docs', '/docs/openapi.json', '/docs.md', '/llms.txt']) {
    const response = await server.call(path)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'not_found'])
  }
})
