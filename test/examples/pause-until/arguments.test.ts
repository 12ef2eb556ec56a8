import { expect, test } from 'vitest'
import { UsageError } from '../../../examples/connect.ts'
import { readArguments } from '../../../examples/pause-until/arguments.ts'

const until = '2027-01-31'

test.each<[string[], number[]]>([
  [[], []],
  [['--subscription', '12'], [12]],
  [
    ['--subscription', '12', '13'],
    [12, 13],
  ],
  [
    ['--subscription=12', '--subscription=13'],
    [12, 13],
  ],
  [['--subscription', '12', '12'], [12]],
])('%j names subscriptions %j', (args, ids) => {
  expect(readArguments(['--until', until, ...args])).toEqual({ until, ids })
})

test('the 29th of February is a date in a leap year', () => {
  expect(readArguments(['--until', '2028-02-29'])).toEqual({ until: '2028-02-29', ids: [] })
})

test.each<[string[], RegExp]>([
  [[], /^--until is required\. Usage: /],
  [['--until'], /^Option '--until <value>' argument missing\. Usage: /],
  [['--until', 'tomorrow'], /^--until tomorrow is not a date such as 2027-01-31$/],
  [['--until', '2027-02-29'], /^--until 2027-02-29 is not a date/],
  [['--until', '2027-13-01'], /^--until 2027-13-01 is not a date/],
  [['--until', until, '12'], /^Unexpected argument "12"\. Usage: /],
  [['--until', until, '--subscription', 'x'], /^--subscription x is not an id$/],
  [['--until', until, '--subscription', '12', '0'], /^--subscription 0 is not an id$/],
  [['--until', until, '--subscriptions', '12'], /^Unknown option '--subscriptions'\. Usage: /],
])('%j is refused in one line', (args, message) => {
  expect(() => readArguments(args)).toThrow(UsageError)
  expect(() => readArguments(args)).toThrow(message)
})
