import { expect, test } from 'vitest'
import { changedLines, hunksOf } from '../../../../review/report/effects/hunks.ts'

const TEXT = `export interface paths {
    "/me": {
        get: {
            a: 1;
            b: 2;
            c: 3;
            d: 4;
        };
        put?: {
            a: 1;
        };
    };
}
export const list = createRoute({
  request: {
    query: 1,
  },
})
`

test('each change has two lines of context and its enclosing blocks', async () => {
  const head = TEXT.replace('c: 3;', 'c: 4;').replace('query: 1,', 'query: 1,\n    more: 2,')
  expect(await hunksOf(TEXT, head)).toEqual([
    {
      start: { base: 4, head: 4 },
      context: ['paths', '/me', 'get'],
      lines: [
        '             a: 1;',
        '             b: 2;',
        '-            c: 3;',
        '+            c: 4;',
        '             d: 4;',
        '         };',
      ],
    },
    {
      start: { base: 15, head: 15 },
      context: ['list', 'request'],
      lines: ['   request: {', '     query: 1,', '+    more: 2,', '   },', ' })'],
    },
  ])
})

test('an interface that is not exported has its name', async () => {
  const text = (value: string) => `interface Order {\n    query: {\n        a: ${value};\n    };\n}\n`
  expect(await hunksOf(text('1'), text('2'))).toMatchObject([{ context: ['Order', 'query'] }])
})

test('removed lines are shown with the blocks of the old text', async () => {
  const [hunk, ...more] = await hunksOf(TEXT, TEXT.replace('        put?: {\n            a: 1;\n        };\n', ''))
  expect(more).toEqual([])
  expect(hunk?.context).toEqual(['paths', '/me'])
})

test('the same text has none', async () => {
  expect(await hunksOf(TEXT, TEXT)).toEqual([])
})

test('an empty text against a full one shows every line', async () => {
  expect(await hunksOf('', 'a\n')).toMatchObject([{ context: [], lines: ['+a'] }])
  expect(await hunksOf('a\n', '')).toMatchObject([{ context: [], lines: ['-a'] }])
})

test('a block of YAML has its name, an item of a list has none', async () => {
  const text = (value: string) =>
    `paths:\n  /me:\n    parameters:\n      - name: a\n        '200':\n          in: ${value}\n`
  expect(await hunksOf(text('query'), text('path'))).toMatchObject([{ context: ['paths', '/me', 'parameters', '200'] }])
})

test('the numbers of changed lines count from 1 in each version', async () => {
  const [hunk] = await hunksOf('a\nb\nc\n', 'a\nx\ny\nc\n')
  expect(hunk && changedLines(hunk)).toEqual({ base: [2], head: [2, 3] })
})
