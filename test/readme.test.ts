import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import client from '../client/package.json' with { type: 'json' }
import manifest from '../package.json' with { type: 'json' }
import vendored from '../server/pages/vendor/scalar.json' with { type: 'json' }
import { USAGE } from '../server/settings.ts'

/** Tracked files only, not everything on the disk. */
const tracked = execFileSync('git', ['ls-files'], { encoding: 'utf8' }).trim().split('\n')
const pages = tracked.filter(file => file.endsWith('.md'))
const readme = readFileSync('README.md', 'utf8')

/** The first cells of the table under a heading. */
const rowsOf = (heading: string): string[] =>
  [...(readme.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '').matchAll(/^\| (.+?) \|/gm)].map(
    ([, cell]) => cell ?? '',
  )

/** Where GitHub lets a link to a heading lead: letters, digits, `_` and `-` in lower case, a `-` for each blank. */
const anchorsOf = (text: string): string[] =>
  [...text.replaceAll(/^```.*?^```/gms, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  )

/** The links of a page that lead to no tracked file or folder, or to no heading of it. */
function deadLinks(page: string, text: string): string[] {
  const targets = [...text.matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, target]) => target ?? '')
  return targets.filter(target => {
    const [to = '', anchor] = target.split('#')
    const file = to === '' ? page : path.posix.join(path.posix.dirname(page), to).replace(/\/$/, '')
    if (!tracked.some(name => name === file || name.startsWith(`${file}/`))) return true
    return anchor !== undefined && !anchorsOf(file === page ? text : readFileSync(file, 'utf8')).includes(anchor)
  })
}

test('all pages are checked', () => {
  expect(pages).toEqual(expect.arrayContaining(['README.md', 'server/README.md', 'client/README.md', 'mock/README.md']))
})

test.each(pages)('the links of %s lead somewhere', page => {
  expect(deadLinks(page, readFileSync(page, 'utf8'))).toEqual([])
})

test('a link to nowhere would be found', () => {
  const good =
    '[a](../README.md) [b](../CONTRIBUTING.md#add-an-endpoint) [c](#its-own-1) [d](https://a.example/#b) [e](../codegen)'
  const bad = '[a](READYOU.md) [b](../README.md#no-such) [c](#not-here) [d](node_modules)'
  const text = `## It’s own: 1!\n\n\`\`\`sh\n# not here\n\`\`\`\n${good} ${bad}`
  expect(deadLinks('server/README.md', text)).toEqual([
    'READYOU.md',
    '../README.md#no-such',
    '#not-here',
    'node_modules',
  ])
})

/** The files and folders of the project that a page names in backticks, `<tag>` standing for any name; those that do not exist. */
const missingPaths = (text: string): string[] =>
  [...text.matchAll(/`((?:openapi|codegen|server|client|mock|conformance|review|docs|test)\/[\w./<>-]*)`/g)]
    .map(([, name = '']) => name)
    // Exists only while there are accepted breaking changes.
    .filter(name => name !== 'review/exceptions.yaml')
    .filter(name => {
      const pattern = new RegExp(`^${name.replaceAll('.', '\\.').replace(/<\w+>/g, '[a-z-]+')}`)
      return !tracked.some(file => pattern.test(file))
    })

// Samples of reports name files of other projects.
test.each(pages.filter(page => /README|CONTRIBUTING/.test(page)))('the files that %s names exist', page => {
  expect(missingPaths(readFileSync(page, 'utf8'))).toEqual([])
})

test('a file that does not exist is found', () => {
  const text = 'Write `server/<tag>/handlers.ts`, `server/<tag>/windows.ts`, `server/demo/` and `test/nothing.ts`.'
  expect(missingPaths(text)).toEqual(['server/<tag>/windows.ts', 'test/nothing.ts'])
})

test('each command that the pages name is a script', () => {
  const named = pages.flatMap(page =>
    [...readFileSync(page, 'utf8').matchAll(/npm (?:run ([a-z][a-z:-]*)|(start|test)\b)/g)].map(
      ([, run, short]) => run ?? short ?? '',
    ),
  )
  expect([...new Set(named)].filter(name => !(name in manifest.scripts))).toEqual([])
})

test('each variable that the server reads is in the table of the environment', () => {
  const read = USAGE.split('(see README.md): ')[1]?.match(/[A-Z_]{4,}/g) ?? []
  const shown = rowsOf('Environment').flatMap(cell => cell.match(/^`([A-Z_]+)`$/)?.[1] ?? [])
  expect(shown.toSorted()).toEqual(read.filter(name => name !== 'README').sort())
})

test('each dependency has a reason, and nothing else has', () => {
  const installed = { ...manifest.dependencies, ...manifest.devDependencies, ...client.dependencies }
  const all = [...Object.keys(installed), vendored.name]
  const named = all
    .filter(name => !name.startsWith('@types/'))
    .map(name => (name.startsWith('@stoplight/prism-') ? '@stoplight/prism-*' : name))
  const reasons = rowsOf('Dependencies').flatMap(cell => (cell === 'package' ? [] : cell.split(', ')))
  expect(reasons.toSorted()).toEqual([...new Set(named)].sort())
})

test('each folder at the top is on the map', () => {
  const map = readme.split('## Map\n')[1]?.split('\n## ')[0] ?? ''
  const folders = new Set(tracked.flatMap(file => /^[^./][^/]*(?=\/)/.exec(file)?.[0] ?? []))
  expect(folders).toContain('codegen')
  expect([...folders].filter(name => !map.includes(`    ${name}/`))).toEqual([])
})
