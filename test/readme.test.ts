import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { USAGE } from '../server/settings.ts'

const readme = readFileSync('README.md', 'utf8')
const pages = globSync('*.md').concat(globSync('{server,client,mock}/README.md')).sort()

/** The first cells of the table under a heading. */
const rowsOf = (heading: string): string[] =>
  [...(readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| (.+?) \|/gm)].map(
    ([, cell]) => cell ?? '',
  )

test.each(pages)('the links of %s lead somewhere', page => {
  const targets = [...readFileSync(page, 'utf8').matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) => target ?? '')
  expect(targets.filter(target => !existsSync(path.join(path.dirname(page), target)))).toEqual([])
})

test('each command that the pages name is a script', () => {
  const named = pages.flatMap(page =>
    [...readFileSync(page, 'utf8').matchAll(/npm (?:run ([a-z:]+)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short ?? '',
    ),
  )
  expect([...new Set(named)].filter(name => !(name in manifest.scripts))).toEqual([])
})

test('each variable that the server reads is in the table of the environment', () => {
  const read = USAGE.split('Environment: ')[1]?.match(/[A-Z_]{4,}/g) ?? []
  const shown = rowsOf('Environment').flatMap(cell => cell.match(/^`([A-Z_]+)`$/)?.[1] ?? [])
  expect(shown.filter(name => name !== 'NODE_ENV').sort()).toEqual(read.filter(name => name !== 'README').sort())
})

test('each dependency has a reason', () => {
  const reasons = rowsOf('Dependencies').join(', ')
  const all = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  const isNamed = (name: string) =>
    reasons.includes(name) || (name.startsWith('@stoplight/prism-') && reasons.includes('@stoplight/prism-*'))
  expect(all.filter(name => !name.startsWith('@types/') && !isNamed(name))).toEqual([])
})

test('each folder at the top is on the map', () => {
  const map = readme.split('## Map\n')[1]?.split('\n## ')[0] ?? ''
  const folders = globSync('*/', { exclude: ['node_modules', 'data', 'coverage'] }).filter(name => !name.includes('.'))
  expect(folders.filter(name => !map.includes(`    ${name.replace(/\/$/, '')}/`))).toEqual([])
})
