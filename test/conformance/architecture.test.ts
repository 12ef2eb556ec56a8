import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { loadDocument } from '../../openapi/document.ts'
import { objectsIn } from '../../openapi/objects.ts'
import { operationsOf } from '../../openapi/operations.ts'
import { circlesIn } from '../support/circles.ts'

const HERE = 'conformance'
const files = globSync(`${HERE}/**/*.ts`)
  .map(file => file.replaceAll(path.sep, '/'))
  .filter(file => !file.endsWith('.test.ts'))
  .sort()

/** Those that know what they judge by name. */
const KNOWING = /^conformance\/(scenarios|in-process|mutants\/server|mutants\/equivalents)/
/** Those that start the app of this repository. */
const OWN = /^conformance\/(in-process|mutants|command\/main)/

const importsOf = (file: string, text: string) =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .map(name => (name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name))

const isForeign = (name: string) => /^(server|client|mock|codegen)\/|^test\//.test(name)

describe('the suite judges from outside', () => {
  test('without a line of what it judges', () => {
    const wrong = files
      .filter(file => !OWN.test(file))
      .flatMap(file =>
        importsOf(file, readFileSync(file, 'utf8'))
          .filter(isForeign)
          .map(name => `${file} imports ${name}`),
      )
    expect(wrong).toEqual([])
  })

  test.each([`import { x } from '../../server/app.ts'`, `await import('../support/app.ts')`])(
    'and would notice %s',
    text => {
      expect(importsOf(`${HERE}/judge/a.ts`, text).filter(isForeign)).toHaveLength(1)
    },
  )
})

const document = loadDocument('openapi.yaml')

/** The names that are this API's alone: operations, paths, and properties of more than one word. */
const names = new Set([
  ...operationsOf(document).flatMap(({ id, path: at }) => [id, at]),
  ...[...objectsIn(document.root, '#')].flatMap(({ value }) =>
    Object.keys((value.properties as object | undefined) ?? {}).filter(name => name.includes('_')),
  ),
])

const knownIn = (text: string) =>
  [...names].filter(name => new RegExp(`(?<![\\w/])${name.replaceAll(/[{}]/g, '\\$&')}(?![\\w/])`).test(text))

describe('the suite knows the contract it is given and no other', () => {
  test('but in scenarios and in what stands for this server', () => {
    const wrong = files
      .filter(file => !KNOWING.test(file))
      .flatMap(file => knownIn(withoutComments(file)).map(name => `${file} knows ${name}`))
    expect(wrong).toEqual([])
  })

  test.each([`shape.id === 'listInvoices'`, `body.reply_count`, `get('/api/v1/me')`])('and would notice %s', text => {
    expect(knownIn(text)).toHaveLength(1)
  })
})

/** A file's code; a comment may show what it means by an example. */
function withoutComments(file: string): string {
  const options = { removeComments: true, target: ts.ScriptTarget.ESNext, verbatimModuleSyntax: true }
  return ts.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: options }).outputText
}

test('no file imports itself in a circle', () => {
  const values = new Map(files.map(file => [file, importsOf(file, withoutComments(file))]))
  expect(circlesIn(values)).toEqual([])
})

test('no file has more than 300 lines', () => {
  expect(files.filter(file => readFileSync(file, 'utf8').split('\n').length > 300)).toEqual([])
})
