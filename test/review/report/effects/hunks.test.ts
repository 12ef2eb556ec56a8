import { expect, test } from 'vitest'
import { hunksOf } from '../../../../review/report/effects/hunks.ts'

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
    { context: ['list', 'request'], lines: ['   request: {', '     query: 1,', '+    more: 2,', '   },', ' })'] },
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
  expect(await hunksOf('', 'a\n')).toEqual([{ context: [], lines: ['+a'] }])
  expect(await hunksOf('a\n', '')).toEqual([{ context: [], lines: ['-a'] }])
})
