import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { openEmpty } from '../../support/engine.ts'
import { operator } from '../../support/operator.ts'

const page = readFileSync('docs/import.md', 'utf8')

/** The arguments of each command in the example, without `--dry-run`. Quotes enclose one argument. */
const commands = [...page.matchAll(/^ {4}npm run clustrix -- (import docs\/.*)$/gm)].map(([, line = '']) =>
  [...line.matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word).filter(word => word !== '--dry-run'),
)

test('the example of docs/import.md runs as it is written', async () => {
  const database = openEmpty()
  const run = operator(database)
  expect(commands.length).toBe(3)
  for (const command of commands) expect(await run(command)).toMatchObject({ exitCode: 0, err: '' })
  const invoices = await database.all('SELECT number, bill_to_name, total, settled FROM invoices ORDER BY number')
  expect(invoices).toEqual([
    { number: 'RE-4711', bill_to_name: 'Müller & Söhne GmbH', total: 13_078, settled: 'paid' },
    { number: 'RE-4712', bill_to_name: 'Bäckerei Groß', total: 2380, settled: 'unpaid' },
  ])
})

test('its files are those that the page shows', () => {
  for (const [name, encoding] of [
    ['customers', 'windows-1252'],
    ['invoices', 'utf-8'],
    ['payments', 'utf-8'],
  ] as const) {
    const text = new TextDecoder(encoding).decode(readFileSync(`docs/import-example/${name}.csv`))
    const indented = text
      .trim()
      .split(/\r?\n/)
      .map(line => `    ${line}`)
    expect(page).toContain(indented.join('\n'))
  }
})

test('the JSON document of the page can be imported', async () => {
  const [, json = ''] = /```json\n([\s\S]*?)```/.exec(page) ?? []
  const { importing } = await import('./importing.ts')
  expect((await importing(openEmpty(), json)).problems).toEqual([])
})
