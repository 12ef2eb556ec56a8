import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from 'esbuild'
import { describe, expect, test } from 'vitest'
import { operationsOf } from '../../openapi/operations.ts'
import { loadDocument } from '../../openapi/read.ts'
import { walk } from '../../openapi/walk.ts'

const sources = new Map(
  globSync('conformance/**/*.ts')
    .map(file => file.replaceAll(path.sep, '/'))
    .sort()
    .map(file => [file, readFileSync(file, 'utf8')]),
)

/** The files that may use names of this API. */
const KNOWS_THIS_API = /^conformance\/(scenarios|in-process|mutants\/server|mutants\/equivalents)/
/** The files that may use the names of the properties of a page. */
const RECOGNISES_PAGES = /^conformance\/rules\//
/** The files that may start the app of this repository. */
const STARTS_THE_APP = /^conformance\/(in-process|mutants|command\/main)/

const importsOf = (file: string, text: string): string[] =>
  [...text.matchAll(/(?:\bfrom |\bimport\(|\bimport )'(\.[^']+)'/g)].map(([, name = '']) =>
    path.posix.join(path.posix.dirname(file), name),
  )

const isForbidden = (name: string) => /^(server|client|mock|codegen|test)\//.test(name)

describe('the suite is independent of the code it tests', () => {
  test('outside the folders that start the app', () => {
    const wrong = [...sources]
      .filter(([file]) => !STARTS_THE_APP.test(file))
      .flatMap(([file, text]) =>
        importsOf(file, text)
          .filter(isForbidden)
          .map(name => `${file} imports ${name}`),
      )
    expect(wrong).toEqual([])
  })

  test.each([`import { x } from '../../server/app.ts'`, `await import('../../mock/app.ts')`])(
    'a file with %s would fail',
    text => {
      expect(importsOf('conformance/checks/a.ts', text).filter(isForbidden)).toHaveLength(1)
    },
  )
})

const document = loadDocument('openapi.yaml')

/** Names that only this API has: operations, paths, and properties of more than one word. */
const names = new Set([
  ...operationsOf(document).flatMap(({ id, path: at }) => [id, at]),
  ...[...walk(document.root)].flatMap(({ value }) =>
    Object.keys((value.properties as object | undefined) ?? {}).filter(name => name.includes('_')),
  ),
])

/** The properties by which the rules for lists recognise a page; any contract may have them. */
const PAGE = new Set(['per_page', 'current_page', 'last_page'])

const pattern = new RegExp(
  `(?<![\\w/])(${[...names].map(name => name.replaceAll(/[{}]/g, '\\$&')).join('|')})(?![\\w/])`,
  'g',
)

const namesUsedIn = (text: string) => [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))]

/** Comments may use names of this API as examples. */
const withoutComments = (text: string) => transformSync(text, { loader: 'ts', legalComments: 'none' }).code

describe('the suite works with any contract', () => {
  test('outside scenarios and what belongs to this server', () => {
    const wrong = [...sources]
      .filter(([file]) => !KNOWS_THIS_API.test(file))
      .flatMap(([file, text]) =>
        namesUsedIn(withoutComments(text))
          .filter(name => !(PAGE.has(name) && RECOGNISES_PAGES.test(file)))
          .map(name => `${file} uses ${name}`),
      )
    expect(wrong).toEqual([])
  })

  test.each([`shape.id === 'listInvoices'`, `body.reply_count`, `get('/api/v1/me')`])('%s would fail', text => {
    expect(namesUsedIn(text)).toHaveLength(1)
  })
})
