import { describe, expect, test } from 'vitest'
import { BadUsage, readArguments } from '../../../review/report/arguments.ts'

const read = (args: string) => readArguments(args.split(' ').filter(Boolean))

test('a base and a folder are enough', () => {
  expect(read('--base main --out out')).toEqual({ help: false, base: 'main', head: 'openapi.yaml', out: 'out' })
})

test('another new version may be named', () => {
  expect(read('--base main --head new.yaml --out out')).toMatchObject({ head: 'new.yaml' })
})

test('help needs nothing else', () => {
  expect(read('--help')).toEqual({ help: true })
  expect(read('-h --base main')).toEqual({ help: true })
})

describe('refuses in one line', () => {
  test.each([
    ['', '--base is needed'],
    ['--base main', '--out is needed'],
    ['--out out', '--base is needed'],
    ['--base main --out out --fail-on none', "Unknown option '--fail-on'"],
    ['--base main --out out stray', "Unexpected argument 'stray'"],
    ['--base main --out', "Option '--out <value>' argument missing"],
    ['--base --out out', "Option '--base' argument is ambiguous"],
    ['--base= --out out', '--base is empty'],
    ['--base a --base b --out out', '--base is given twice'],
  ])('%s', (args, message) => {
    const attempt = () => read(args)
    expect(attempt).toThrow(BadUsage)
    expect(attempt).toThrow(message)
    expect(attempt).not.toThrow('\n')
  })
})
