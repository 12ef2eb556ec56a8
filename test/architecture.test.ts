import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from 'esbuild'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { connectedComponents } from '../openapi/connected-components.ts'
import { routes } from '../server/generated/routes.gen.ts'

/** From the ground up: a file imports from its own folder and from the layers before it in this list. */
const layers: readonly (readonly string[])[] = [
  ['server/domain/', 'server/generated/'],
  ['server/log.ts'],
  ['server/database/', 'server/pdf/'],
  ['server/database/sqlite/', 'server/database/postgres/'],
  ['server/database/open.ts'],
  ['server/http/'],
  ['server/idempotency/', 'server/seller/', 'server/audit/', 'server/clients/'],
  // One folder for each tag.
  Object.keys(routes).map(tag => `server/${tag}/`),
  [
    'server/endpoint/',
    'server/demo/',
    'server/users/',
    'server/import/',
    'server/export/',
    'server/billing/',
    'server/check/',
  ],
  ['server/client-data/'],
  ['server/app.ts', 'server/pages/'],
  ['server/settings.ts', 'server/process/'],
  ['server/cli/'],
  ['server/main.ts', 'mock/types/'],
  ['mock/trouble/', 'mock/engine/', 'mock/operations.ts', 'mock/requests.ts'],
  ['mock/world/'],
  ['mock/control/'],
  ['mock/mock.ts', 'mock/examples/'],
  ['mock/contract.ts', 'mock/package/'],
  ['mock/node/'],
  ['mock/'],
]

/** Which top-level folders each top-level folder may import from. */
const neighbours: Record<string, readonly string[]> = {
  openapi: [],
  codegen: ['openapi'],
  server: [],
  client: [],
  mock: ['openapi', 'server'],
  conformance: ['openapi', 'server', 'client'],
  review: ['openapi', 'codegen', 'conformance'],
  // The examples import the client by its package name alone, as programs copied from them do.
  examples: [],
  // The benchmark of PostgreSQL starts it as the tests do.
  bench: ['server', 'test'],
  repository: ['openapi'],
}

const sources = globSync('{openapi,codegen,server,client,mock,conformance,review,examples,bench,repository}/**/*.ts', {
  exclude: ['client/dist/**', '**/node_modules/**'],
})
  .map(file => file.replaceAll(path.sep, '/'))
  .sort()

const namesIn = (text: string): string[] =>
  ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName)

const importsOf = (file: string, text: string): string[] =>
  namesIn(text)
    .filter(name => name.startsWith('.'))
    .map(name => path.posix.join(path.posix.dirname(file), name))

const imports = new Map(sources.map(file => [file, importsOf(file, readFileSync(file, 'utf8'))]))

/** Index of the layer whose entry matches best; undefined for a file in no layer. */
function layerOf(file: string): number | undefined {
  const matches = layers.flatMap((entries, layer) =>
    entries
      .filter(entry => file === entry || (entry.endsWith('/') && file.startsWith(entry)))
      .map(entry => ({ entry, layer })),
  )
  return matches.sort((a, b) => b.entry.length - a.entry.length)[0]?.layer
}

const top = (file: string) => file.split('/')[0] ?? ''
const folder = (file: string) => path.posix.dirname(file).split('/').slice(0, 2).join('/')

/** Why an import is forbidden; undefined for an allowed one. */
function whyForbidden(from: string, to: string): string | undefined {
  if (top(from) !== top(to) && !neighbours[top(from)]?.includes(top(to)))
    return `${top(from)} may not import ${top(to)}`
  const [layer, imported] = [layerOf(from), layerOf(to)]
  if (layer === undefined || imported === undefined) return undefined
  // The files of server/ itself are each a layer of their own.
  const isSameFolder = folder(from) === folder(to) && folder(from) !== 'server'
  return imported < layer || (isSameFolder && imported === layer) ? undefined : 'it is not in a lower layer'
}

describe('layers', () => {
  test('include every file of the server and the mock', () => {
    expect(sources.filter(file => /^(server|mock)\//.test(file) && layerOf(file) === undefined)).toEqual([])
  })

  test('import only from lower layers', () => {
    const forbidden = [...imports].flatMap(([from, all]) =>
      all.flatMap(to => {
        const reason = whyForbidden(from, to)
        return reason ? [`${from} imports ${to}: ${reason}`] : []
      }),
    )
    expect(forbidden).toEqual([])
  })

  test.each([
    ['server/database/list.ts', 'server/http/errors.ts'],
    ['server/invoices/store.ts', 'server/tickets/store.ts'],
    ['server/http/errors.ts', 'server/endpoint/mount.ts'],
    ['server/database/list.ts', 'server/database/sqlite/open.ts'],
    ['server/pdf/draw.ts', 'server/invoices/store.ts'],
    ['server/pdf/worker-renderer.ts', 'server/http/errors.ts'],
    ['conformance/run.ts', 'test/support/app.ts'],
    ['server/app.ts', 'server/main.ts'],
    ['client/src/index.ts', 'server/app.ts'],
    ['server/app.ts', 'openapi/document.ts'],
    ['codegen/main.ts', 'server/app.ts'],
    ['examples/connect.ts', 'client/src/index.ts'],
  ])('forbid %s to import %s', (from, to) => {
    expect(whyForbidden(from, to)).toBeDefined()
  })
})

/** Where each package may be imported; `node:` stands for all modules of Node.js. */
const packages: Record<string, RegExp> = {
  'node:': /^(openapi|codegen|server|mock|conformance|review|examples|bench|repository)\//,
  hono: /^(server|mock)\//,
  '@hono/zod-openapi': /^(server\/|bench\/server\/peers\/hono\.ts$)/,
  '@hono/node-server': /^(server\/process\/serve|bench\/server\/peers\/hono)\.ts$/,
  zod: /^(codegen\/runtime\/|server\/settings\.ts$)/,
  'better-sqlite3': /^(server\/database\/sqlite\/node|bench\/(lists\/data|server\/(data|work\/database)))\.ts$/,
  pg: /^server\/database\/postgres\//,
  pgpass: /^server\/database\/postgres\/password\.ts$/,
  bcryptjs: /^server\/auth\/bcrypt-worker\.ts$/,
  commander: /^server\/cli\//,
  '@tanstack/query-core': /^examples\/tanstack-query\//,
  pdfkit: /^server\/pdf\//,
  yaml: /^(openapi\/yaml|server\/(main|seller\/(read|fields))|bench\/server\/peers\/contract)\.ts$/,
  ajv: /^(openapi\/ajv\.ts|codegen\/value-check\.ts|review\/lint\/validate\.ts|conformance\/(contract|validation)\/.*)$/,
  '@eslint-community/regexpp': /^review\/lint\/patterns\//,
  'openapi-typescript': /^codegen\/types\.ts$/,
  semver: /^review\/diff\/version\.ts$/,
  'fastest-levenshtein': /^openapi\//,
  typescript: /^codegen\/(types|named-types|extensible-enums)\.ts$/,
  'openapi-fetch': /^client\/src\//,
  '@clustrix/client': /^(examples|bench)\//,
  esbuild: /^(bench|mock\/node)\//,
  '@sqlite.org/sqlite-wasm': /^mock\/(engine|package)\//,
  '@noble/hashes': /^mock\/package\//,
  fastify: /^bench\/server\/peers\/fastify\.ts$/,
  express: /^bench\/server\/peers\/express\.ts$/,
  'express-openapi-validator': /^bench\/server\/peers\/express\.ts$/,
  '@stoplight/prism-core': /^mock\//,
  '@stoplight/prism-http': /^mock\//,
  '@stoplight/prism-http-server': /^mock\//,
}

/** `hono/utils/url` → `hono`, `node:fs` → `node:`; undefined for a file of ours. */
const packageOf = (name: string): string | undefined =>
  name.startsWith('.') ? undefined : (/^node:|^@[^/]+\/[^/]+|^[^/]+/.exec(name)?.[0] ?? name)

describe('packages', () => {
  const isAllowed = (file: string, name: string) => packages[name]?.test(file) ?? false
  const used = sources.flatMap(file =>
    namesIn(readFileSync(file, 'utf8')).flatMap(name => {
      const of = packageOf(name)
      return of === undefined ? [] : [{ file, of }]
    }),
  )

  test('are imported only where they are allowed', () => {
    expect(used.filter(({ file, of }) => !isAllowed(file, of))).toEqual([])
  })

  test('are each imported somewhere', () => {
    expect(Object.keys(packages).filter(name => !used.some(({ of }) => of === name))).toEqual([])
  })

  test.each([
    ['server/tickets/store.ts', `import Sqlite from 'better-sqlite3'`],
    ['server/tickets/handlers.ts', `import type Sqlite from 'better-sqlite3'`],
    ['server/database/sqlite/connection.ts', `import type Sqlite from 'better-sqlite3'`],
    ['server/database/open.ts', `const { Client } = await import('pg')`],
    ['server/auth/store.ts', `export * from 'pdfkit'`],
    ['server/http/published.ts', `const { parse } = await import('yaml')`],
    ['server/app.ts', `import Ajv from 'ajv/dist/2020.js'`],
    ['mock/examples/app.ts', `import { z } from 'zod'`],
    ['client/src/index.ts', `import { readFileSync } from 'node:fs'`],
    ['codegen/routes.ts', `import { Hono } from 'hono/tiny'`],
    ['server/app.ts', `import left from 'left-pad'`],
    ['server/app.ts', `import fs from 'fs'`],
    ['examples/connect.ts', `import { z } from 'zod'`],
    ['client/src/call.ts', `import { parse } from 'openapi-typescript-helpers'`],
  ])('are not allowed in %s: %s', (file, text) => {
    expect(namesIn(text).map(name => isAllowed(file, packageOf(name) ?? ''))).toEqual([false])
  })
})

describe('the API', () => {
  /** Everything that runs when these files are imported. */
  function reachableFrom(files: readonly string[], found = new Set<string>()): Set<string> {
    for (const file of files.filter(each => each.endsWith('.ts') && !found.has(each))) {
      found.add(file)
      reachableFrom(importsOf(file, withoutTypes(file)), found)
    }
    return found
  }
  const usesNode = (file: string) =>
    namesIn(withoutTypes(file)).some(name => name.startsWith('node:')) || /\bBuffer\b/.test(withoutTypes(file))

  test('needs nothing of Node.js, nor do SQLite’s side of the database and the demo data', () => {
    const files = reachableFrom(['server/app.ts', 'server/database/sqlite/open.ts', 'server/demo/seed.ts'])
    expect(files.size).toBeGreaterThan(50)
    expect([...files].filter(usesNode)).toEqual([])
  })

  test.each(['server/database/sqlite/node.ts', 'server/process/serve.ts'])('would need it if it imported %s', file => {
    expect([...reachableFrom([file])].some(usesNode)).toBe(true)
  })
})

describe('database engines', () => {
  const ENGINE = /^server\/database\/(sqlite|postgres)\//
  /** The imports of an engine's folder by a file outside of it. */
  const enginesIn = (file: string, names: readonly string[]) =>
    names.filter(name => ENGINE.test(name) && ENGINE.exec(name)?.[0] !== ENGINE.exec(file)?.[0])

  // An import is staged in a temporary SQLite file, whatever the database is, and only files have modes.
  test('are known to few files of the server alone', () => {
    const knowing = [...imports].filter(([file, names]) => top(file) === 'server' && enginesIn(file, names).length > 0)
    expect(knowing.map(([file]) => file)).toEqual([
      'server/cli/diagnosis/modes.ts',
      'server/database/open.ts',
      'server/import/staging.ts',
    ])
  })

  /** What is loaded together with a file. */
  const loadedWith = (file: string, code: string) =>
    importsOf(file, code.replaceAll(/\bimport\(.*?\)/g, '')).filter(name => ENGINE.test(name))

  // private-files.ts knows the names of SQLite's files, and nothing of its driver.
  test('are loaded only when they are used', () => {
    const files = sources.filter(file => top(file) === 'server' && !ENGINE.test(file))
    const loaded = files.flatMap(file => loadedWith(file, withoutTypes(file)).map(name => [file, name]))
    expect(loaded).toEqual([['server/cli/diagnosis/modes.ts', 'server/database/sqlite/private-files.ts']])
  })

  test.each([
    [`import { openFile } from './sqlite/node.ts'`, ['server/database/sqlite/node.ts']],
    [`const { openFile } = await import('./sqlite/node.ts')`, []],
  ])('are loaded or not by %s', (code, names) => {
    expect(loadedWith('server/database/open.ts', code)).toEqual(names)
  })

  test.each([
    ['server/tickets/store.ts', ['server/database/sqlite/connection.ts']],
    ['server/database/postgres/open.ts', ['server/database/sqlite/driver.ts']],
  ])('are known to %s if it imports %s', (file, names) => {
    expect(enginesIn(file, names)).toEqual(names)
  })
})

describe('the environment', () => {
  const readsIt = (text: string) =>
    /\bprocess\b[\s?]*(\.\s*env\b|\[)|= *process\b(?!\.)|['"](node:)?process['"]/.test(text)
  const files = globSync('{openapi,codegen,server,client,mock,conformance,review}/**/*.{ts,mjs}').map(file =>
    file.replaceAll(path.sep, '/'),
  )

  test('is read by the main files of the server and the conformance suite alone', () => {
    expect(files.filter(file => readsIt(readFileSync(file, 'utf8'))).sort()).toEqual([
      'conformance/command/main.ts',
      'server/cli/main.ts',
      'server/main.ts',
      // The text of the samples.
      'server/pages/samples/typescript.ts',
    ])
  })

  test.each([
    'process.env.PORT',
    'process\n  .env',
    `process['env']`,
    'const { env } = process',
    `import { env } from 'node:process'`,
  ])('is found in %j', text => {
    expect(readsIt(text)).toBe(true)
  })
})

/** Groups of files that import each other, directly or through others; types count as well. */
const cyclesIn = (graph: ReadonlyMap<string, readonly string[]>): string[][] =>
  connectedComponents(graph.keys(), file => (graph.get(file) ?? []).filter(next => graph.has(next)))
    .filter(group => group.length > 1 || graph.get(group[0] ?? '')?.includes(group[0] ?? ''))
    .map(group => group.sort())

describe('import cycles', () => {
  test('do not exist', () => {
    expect(cyclesIn(imports)).toEqual([])
  })

  test.each([
    ['none in a chain', 'a:b b:c c:', []],
    ['none with two ways to one file', 'a:bc b:d c:d d:', []],
    ['a cycle', 'x:a a:b b:c c:a', ['abc']],
    ['a file that imports itself', 'a:a b:', ['a']],
    ['a cycle behind a file that has been visited', 'a:bo b:a o:b', ['abo']],
    ['two cycles with a bridge', 'a:b b:ac c:d d:c', ['cd', 'ab']],
  ])('are found: %s', (_what, text, cycles) => {
    const graph = new Map(text.split(' ').map(line => [line.slice(0, 1), [...line.slice(2)]]))
    expect(cyclesIn(graph).map(cycle => cycle.join(''))).toEqual(cycles)
  })
})

/** The code of a file at run time, after type imports are erased. */
const withoutTypes = (file: string) =>
  transformSync(readFileSync(file, 'utf8'), {
    loader: 'ts',
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  }).code

test('no file has more than 300 lines', () => {
  const long = sources.filter(file => !file.endsWith('.gen.ts') && readFileSync(file, 'utf8').split('\n').length > 300)
  expect(long).toEqual([])
})
