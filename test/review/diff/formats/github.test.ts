import { expect, test } from 'vitest'
import { formatGithub } from '../../../../review/diff/formats/github.ts'
import { change, diffWith } from '../changes.ts'

const nearest = () => 3

test('a command for each change that is not documentation, on its line or the nearest', () => {
  const head = { line: 9, column: 3, pointer: '#/info' }
  const changes = [
    change(),
    change({ rule: 'default-changed', severity: 'warning', head, operations: [], message: 'A default' }),
    change({ rule: 'operation-added', verdict: 'compatible', severity: 'info', head, message: 'New' }),
    change({ rule: 'title-changed', verdict: 'docs', severity: 'info', head }),
  ]
  expect(formatGithub(diffWith(changes), nearest).split('\n')).toEqual([
    '::error file=openapi.yaml,line=3,title=breaking%3A operation-removed::POST /it was removed (call). Keep serving it.',
    '::warning file=openapi.yaml,line=9,col=3,title=breaking%3A default-changed::A default. Keep serving it.',
    '::notice file=openapi.yaml,line=9,col=3,title=compatible%3A operation-added::New (call). Keep serving it.',
    '::notice file=openapi.yaml,line=1,title=spec%3Adiff::2 breaking, 1 compatible, 1 documentation',
    '',
  ])
})

test('no text ends a command or starts another', () => {
  const message = '100%\r\n::error::x'
  const [line] = formatGithub(diffWith([change({ message, rule: 'a,b:c' })]), nearest).split('\n')
  expect(line).toBe(
    '::error file=openapi.yaml,line=3,title=breaking%3A a%2Cb%3Ac::100%25%0D%0A::error::x (call). Keep serving it.',
  )
})
