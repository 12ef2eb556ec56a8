import { expect, test } from 'vitest'
import { formatText } from '../../../../review/diff/formats/text.ts'
import { change, diffWith } from '../changes.ts'

const plain = (_: unknown, text: string) => text

test('groups breaking, compatible and documentation changes', () => {
  const head = { line: 9, column: 3, pointer: '#/info' }
  const many = Array.from({ length: 9 }, (_, index) => `op${index}`)
  const changes = [
    change(),
    change({
      rule: 'default-changed',
      severity: 'warning',
      direction: 'request',
      head,
      operations: many,
      message: 'A default',
      hint: 'Look.',
    }),
    change({
      rule: 'operation-added',
      verdict: 'compatible',
      severity: 'info',
      base: undefined,
      head,
      operations: ['more'],
      message: 'GET /more is new',
      hint: 'Fine.',
    }),
    change({
      rule: 'info-changed',
      verdict: 'docs',
      severity: 'info',
      head,
      operations: [],
      message: 'info.license changed',
      hint: 'Nothing.',
    }),
  ]
  expect(formatText(diffWith(changes), plain)).toBe(`Breaking (2)

  ✗ POST /it was removed
    abc:openapi.yaml:7  [operation-removed]
    call
    Keep serving it.

  ! A default
    abc:openapi.yaml:7 → openapi.yaml:9  [default-changed, request]
    op0, op1, op2, op3, op4, op5 and 3 more
    Look.

Compatible (1)

  · GET /more is new
    openapi.yaml:9  [operation-added]
    more
    Fine.

Documentation (1)

  · info.license changed
    abc:openapi.yaml:7 → openapi.yaml:9  [info-changed]
    Nothing.

Breaking: working clients may stop working (2 breaking, 1 compatible, 1 documentation)
`)
})

test('says that there are no changes', () => {
  expect(formatText(diffWith([]), plain)).toBe('No changes\n')
})
