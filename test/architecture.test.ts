import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** From the ground up; a file imports from its own folder and from what stands further up in this list. */
const floors: readonly (readonly string[])[] = [
  ['server/money.ts', 'server/time.ts', 'server/clock.ts', 'server/log.ts'],
  ['server/contract/schemas.gen.ts'],
  ['server/contract/routes.gen.ts'],
  ['server/database/'],
  ['server/http/'],
  ['server/contract/handlers.ts'],
  ['server/auth/', 'server/invoices/', 'server/tickets/', 'server/subscriptions/'],
  ['server/contract/'],
  ['server/published.ts'],
  ['server/app.ts'],
  ['server/http-faults.ts', 'server/turns.ts'],
  ['server/serve.ts', 'server/settings.ts'],
  ['server/stop.ts'],
  ['server/main.ts', 'mock/'],
]

/** What each folder at the top may import of the others. */
const neighbours: Record<string, readonly string[]> = {
  openapi: [],
  codegen: ['openapi'],
  server: [],
  client: [],
  mock: ['openapi', 'server'],
}

const sources = globSync('{openapi,codegen,server,client,mock}/**/*.ts')
  .map(file => file.replaceAll(path.sep, '/'))
  .sort()

const importsOf = (file: string, text: string): string[] =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter(name => name.startsWith('.'))
    .map(name => path.posix.join(path.posix.dirname(file), name))

const imports = new Map(sources.map(file => [file, importsOf(file, readFileSync(file, 'utf8'))]))

/** Index of the floor whose entry fits best; undefined for a file that stands on none. */
function floorOf(file: string): number | undefined {
  const fits = floors.flatMap((entries, floor) =>
    entries
      .filter(entry => file === entry || (entry.endsWith('/') && file.startsWith(entry)))
      .map(entry => ({ entry, floor })),
  )
  return fits.sort((a, b) => b.entry.length - a.entry.length)[0]?.floor
}

const top = (file: string) => file.split('/')[0] ?? ''
const folder = (file: string) => path.posix.dirname(file).split('/').slice(0, 2).join('/')

/** What is wrong with an import, if anything. */
function misstep(from: string, to: string): string | undefined {
  if (top(from) !== top(to) && !neighbours[top(from)]?.includes(top(to)))
    return `${top(from)} may not import ${top(to)}`
  const [floor, below] = [floorOf(from), floorOf(to)]
  if (floor === undefined || below === undefined || to.endsWith('.json')) return undefined
  // The files of server/ itself each have a floor of their own.
  const isSameFolder = folder(from) === folder(to) && folder(from) !== 'server'
  return below < floor || (isSameFolder && below === floor) ? undefined : 'it does not stand below'
}

describe('the floors of the house', () => {
  test('hold every file of the server and the mock', () => {
    expect(sources.filter(file => /^(server|mock)\//.test(file) && floorOf(file) === undefined)).toEqual([])
  })

  test('rest only on those below', () => {
    const wrong = [...imports].flatMap(([from, all]) =>
      all.flatMap(to => {
        const reason = misstep(from, to)
        return reason ? [`${from} imports ${to}: ${reason}`] : []
      }),
    )
    expect(wrong).toEqual([])
  })

  test.each([
    ['server/database/list.ts', 'server/http/errors.ts'],
    ['server/invoices/store.ts', 'server/tickets/store.ts'],
    ['server/http/errors.ts', 'server/contract/mount.ts'],
    ['server/app.ts', 'server/main.ts'],
    ['client/src/index.ts', 'server/app.ts'],
    ['server/app.ts', 'openapi/document.ts'],
    ['codegen/main.ts', 'server/app.ts'],
  ])('would notice %s importing %s', (from, to) => {
    expect(misstep(from, to)).toBeDefined()
  })
})

describe('circles', () => {
  /** The files of a circle that starts and ends at one, or undefined. */
  function circleFrom(graph: ReadonlyMap<string, readonly string[]>, start: string): string[] | undefined {
    const walk = (file: string, seen: readonly string[]): string[] | undefined => {
      for (const next of graph.get(file) ?? []) {
        if (next === start) return [...seen, next]
        if (seen.includes(next)) continue
        const found = walk(next, [...seen, next])
        if (found) return found
      }
      return undefined
    }
    return walk(start, [start])
  }

  test('there are none', () => {
    const values = new Map(sources.map(file => [file, importsOf(file, withoutTypes(file))]))
    // Schemas hold schemas, so the emitters of their kinds call each other.
    const circles = sources.filter(file => !file.startsWith('codegen/schema/')).map(file => circleFrom(values, file))
    expect(circles.filter(Boolean)).toEqual([])
  })

  test('are found where there are some', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
    ])
    expect(circleFrom(graph, 'a')).toEqual(['a', 'b', 'c', 'a'])
  })
})

/** What runs: a type that refers back is no circle. */
const withoutTypes = (file: string) =>
  ts.transpileModule(readFileSync(file, 'utf8'), {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext, verbatimModuleSyntax: true },
  }).outputText

describe('SQL', () => {
  const isSql = (text: string) => /\b(SELECT\s|INSERT INTO\s|UPDATE \w+ (AS \w+ )?SET\b|DELETE FROM\s)/.test(text)

  test('stands in the stores, the database and nowhere else', () => {
    const holders = sources.filter(
      file =>
        isSql(readFileSync(file, 'utf8')) && !/^server\/(database\/|\w+\/store\.ts$|http\/idempotency\.ts$)/.test(file),
    )
    expect(holders).toEqual([])
  })

  test('is known when it is seen', () => {
    expect([isSql('SELECT id FROM x'), isSql('UPDATE x SET y = 1'), isSql('select the row')]).toEqual([
      true,
      true,
      false,
    ])
  })
})

test('no file is longer than can be read in one go', () => {
  const long = sources.filter(file => !file.endsWith('.gen.ts') && readFileSync(file, 'utf8').split('\n').length > 300)
  expect(long).toEqual([])
})
