import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

/** The strings in a file, without comments; `_` stands for an interpolated value. */
function textsIn(text: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node) => {
    if (ts.isStringLiteralLike(node)) found.push(node.text)
    if (ts.isTemplateExpression(node))
      found.push(node.head.text + node.templateSpans.map(span => `_${span.literal.text}`).join(''))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('texts.ts', text, ts.ScriptTarget.Latest))
  return found
}

describe('SQL', () => {
  const NAME = '(\\w+|"[^"]+"|`[^`]+`|\\[[^\\]]+\\])'
  const SQL = new RegExp(
    [
      `^\\s*select(\\s*$|\\s+[\\d'(*]|\\s+\\w+\\()`,
      '^\\s*with\\s+(recursive\\s+)?\\w+\\s*(\\([^)]*\\)\\s*)?as\\s*\\(',
      '^\\s*pragma\\s',
      '\\bselect\\b.*\\bfrom\\b',
      '\\b(insert|replace)\\s+(or\\s+\\w+\\s+)?into\\b',
      `\\bupdate\\s+(or\\s+\\w+\\s+)?${NAME}\\s+(as\\s+${NAME}\\s+)?set\\b`,
      '\\bdelete\\s+from\\b',
      '\\b(create|drop|alter)\\s+((temp|temporary|unique|virtual)\\s+)?(table|index|trigger|view)\\b',
    ].join('|'),
    'is',
  )
  const ALLOWED = [
    /^server\/(database|demo)\//,
    /^server\/\w+\/(store|list|settle|thread)\.ts$/,
    /^server\/auth\/database-counters\.ts$/,
    /^server\/import\/staging\.ts$/,
    /^server\/invoices\/(browse|content|drafts|issue|payments|void)\.ts$/,
    /^server\/subscriptions\/(add|browse|change|due)\.ts$/,
    /^server\/tickets\/(close-by-time|queue|staff)\.ts$/,
    /^server\/client-data\/(erase|store)\.ts$/,
    /^conformance\//,
    /^mock\/(engine\/(node|wasm)-driver|world\/world)\.ts$/,
    /^bench\/(lists|postgres|server)\//,
  ]
  const isSql = (text: string) => textsIn(text).some(each => SQL.test(each))

  test('is in the stores, the database folder and nowhere else', () => {
    const holders = globSync(
      '{openapi,codegen,server,client/src,mock,conformance,review,examples,bench}/**/*.ts',
    ).filter(file => isSql(readFileSync(file, 'utf8')) && !ALLOWED.some(place => place.test(file)))
    expect(holders).toEqual([])
  })

  test.each([
    `'SELECT id FROM x'`,
    `'select 1'`,
    `'SELECT ' + columns`,
    '`\n  SELECT id\n  FROM x`',
    `'WITH a AS (SELECT 1) SELECT * FROM a'`,
    `'INSERT INTO x VALUES (1)'`,
    `'insert or ignore into x values (1)'`,
    `'REPLACE INTO x VALUES (1)'`,
    `'UPDATE x SET y = 1'`,
    '`UPDATE\n  x AS z\n  SET y = 1`',
    `'update or fail "a table" set y = 1'`,
    '`UPDATE $' + '{table} SET y = 1`',
    `'DELETE\\nFROM x'`,
    `'DROP TABLE x'`,
    `'create unique index a on x (y)'`,
    `'PRAGMA user_version'`,
  ])('is found in %s', text => {
    expect(isSql(text)).toBe(true)
  })

  test.each([
    `'select the row'.length // SELECT id FROM x`,
    `'Update it, then set it'`,
    `'Insert a coin'`,
    `'with care'`,
  ])('is not found in %s', text => {
    expect(isSql(text)).toBe(false)
  })
})
