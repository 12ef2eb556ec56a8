import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { COMMAND } from '../../../conformance/command/arguments.ts'

const readme = readFileSync('conformance/README.md', 'utf8')

test('the README explains every rule', () => {
  const sources = globSync('conformance/{checks,session,validation}/*.ts').map(file => readFileSync(file, 'utf8'))
  const rules = sources.flatMap(text =>
    [...text.matchAll(/(?:\brule: |\bmismatch\(\s*)'([a-z-]+)'/g)].map(([, rule]) => rule),
  )
  expect(rules).toContain('refusal')
  expect([...new Set(rules)].filter(rule => !readme.includes(`\`${rule}\``))).toEqual([])
})

test('the README explains every option', () => {
  const options = Object.keys(COMMAND.options)
  expect(options.filter(name => !readme.includes(`--${name}`))).toEqual([])
})
