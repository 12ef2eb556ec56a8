import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { USAGE } from '../../../conformance/command/arguments.ts'

const readme = readFileSync('conformance/README.md', 'utf8')

test('the page explains every rule', () => {
  const sources = globSync('conformance/{,checks/,judge/}*.ts').map(file => readFileSync(file, 'utf8'))
  const rules = sources.flatMap(text =>
    [...text.matchAll(/(?:\brule: |\bfinding\(\s*)'([a-z-]+)'/g)].map(([, rule]) => rule),
  )
  expect(rules).toContain('refused')
  expect([...new Set(rules)].filter(rule => !readme.includes(`\`${rule}\``))).toEqual([])
})

test('the page and the usage tell of every option', () => {
  const options = [
    ...readFileSync('conformance/command/arguments.ts', 'utf8').matchAll(/^ {2}'?([a-z0-9-]+)'?: \{ type:/gm),
  ]
  expect(options).toHaveLength(9)
  for (const [, name] of options)
    expect([name, USAGE.includes(`--${name}`), readme.includes(`--${name}`)]).toEqual([name, true, true])
})
