import Sqlite from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { load, openFile } from '../../../../server/database/sqlite/node.ts'
import { plannedOnce, Statements } from '../../../../server/database/sqlite/statements.ts'
import { recordAll } from '../recorded.ts'

describe('plannedOnce()', () => {
  const texts: [name: string, { given: string; want: string }][] = [
    ['a comparison', { given: 'id = :id', want: 'id = +:id' }],
    ['one without blanks', { given: 'id=:id', want: 'id=+:id' }],
    [
      'every operator',
      {
        given: 'a == :a b <> :b c != :c d < :d e <= :e f > :f g >= :g',
        want: 'a == +:a b <> +:b c != +:c d < +:d e <= +:e f > +:f g >= +:g',
      },
    ],
    ['across lines', { given: 'id =\n  :id', want: 'id =\n  +:id' }],
    ['BETWEEN', { given: 'a BETWEEN :a AND :b', want: 'a BETWEEN +:a AND +:b' }],
    [
      'IS, IS NOT, LIKE, GLOB',
      {
        given: 'a IS :a OR b IS NOT :b OR c LIKE :c OR d glob :d',
        want: 'a IS +:a OR b IS NOT +:b OR c LIKE +:c OR d glob +:d',
      },
    ],
    ['IS NOT DISTINCT FROM', { given: 'a IS NOT DISTINCT FROM :a', want: 'a IS NOT DISTINCT FROM +:a' }],
    ['values', { given: 'VALUES (:a, :b)', want: 'VALUES (+:a, +:b)' }],
    ['LIMIT and OFFSET', { given: 'LIMIT :a OFFSET :b', want: 'LIMIT +:a OFFSET +:b' }],
    ['a selected parameter', { given: 'SELECT :a', want: 'SELECT +:a' }],
    [
      'a literal that looks like one',
      { given: `a = ' = :a' AND b = 'it''s = :b' AND c = :c`, want: `a = ' = :a' AND b = 'it''s = :b' AND c = +:c` },
    ],
  ]
  test.each(texts)('%s', (_, { given, want }) => {
    expect(plannedOnce(given)).toBe(want)
  })
})

const recorded = [...(await recordAll())].map(
  ([sql, params]) => [sql.replaceAll(/\s+/g, ' ').trim(), sql, params] as const,
)

const empty = (await openFile(':memory:')).serialize()

describe('with the + SQLite chooses the same plan', () => {
  const sqlite = load(empty)

  test.each(recorded)('of %s', (_, sql, params) => {
    const plan = (text: string) => sqlite.prepare(`EXPLAIN QUERY PLAN ${text}`).all(params)
    expect(plan(plannedOnce(sql))).toEqual(plan(sql))
  })
})

test('a text is prepared once', () => {
  const sqlite = new Sqlite(':memory:')
  onTestFinished(() => {
    sqlite.close()
  })
  const statements = new Statements(sqlite)
  const text = 'SELECT :a AS a'
  expect(statements.prepare(text)).toBe(statements.prepare(`${text}`))
  expect(statements.prepare(text)).not.toBe(statements.prepare('SELECT :a AS b'))
  expect([statements.one(text, { a: 1 }), statements.all(text, { a: 2 })]).toEqual([{ a: 1 }, [{ a: 2 }]])
})

describe('a bare parameter', () => {
  /** The parameters of a text that are not behind a `+`. */
  const bareIn = (sql: string) => sql.replaceAll(/'(?:[^']|'')*'/g, '').match(/(?<!\+):\w+/g) ?? []

  test('is found wherever it occurs', () => {
    expect(bareIn("WHERE a = :a AND b = +:b AND c = ':c' LIMIT :d OFFSET :e")).toEqual([':a', ':d', ':e'])
  })

  test('is not in any SQL that reaches SQLite', () => {
    const sqlite = load(empty)
    const prepared: string[] = []
    const spy = new Proxy(sqlite, {
      get: (target, name) =>
        name === 'prepare'
          ? (sql: string) => {
              prepared.push(sql)
              return target.prepare(sql)
            }
          : Reflect.get(target, name),
    })
    const statements = new Statements(spy)
    for (const [, sql] of recorded) statements.prepare(sql)
    expect(prepared.length).toBe(recorded.length)
    expect(prepared.flatMap(bareIn)).toEqual([])
    sqlite.close()
  })
})
