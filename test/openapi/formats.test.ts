import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { annotations, type FormatName, formats, integerBounds } from '../../openapi/formats.ts'

const cases: Record<FormatName, { accepts: string[]; refuses: string[] }> = {
  date: {
    accepts: ['2024-02-29', '2000-02-29', '0000-02-29', '9999-12-31', '2023-04-30'],
    refuses: [
      '2023-02-29',
      '1900-02-29',
      '2023-04-31',
      '2024-13-01',
      '2024-00-10',
      '2024-01-00',
      '24-01-01',
      '2024-1-1',
      '2024-01-01T',
      ' 2024-01-01',
      '2024-01-01\n',
      '２０２４-01-01',
      '',
    ],
  },
  time: {
    accepts: ['00:00:00Z', '23:59:59.123456789+23:59', '00:00:00.000000000001Z', '12:00:00z', '12:00:00-00:00'],
    refuses: [
      '24:00:00Z',
      '12:60:00Z',
      '23:59:60Z',
      '12:00:00',
      '12:00Z',
      '12:00:00.Z',
      '12:00:00+24:00',
      '12:00:00+0100',
      '1:00:00Z',
      '',
    ],
  },
  'date-time': {
    accepts: ['2024-02-29T00:00:00Z', '2024-02-29t00:00:00.5z', '2024-02-29T23:59:59+14:00'],
    refuses: [
      '2024-02-30T00:00:00Z',
      '2024-02-29 00:00:00Z',
      '2024-02-29T00:00:00',
      '2024-02-29',
      '2024-02-29TZ',
      '',
      'T00:00:00Z',
    ],
  },
  email: { accepts: ['a@b', 'a.b+c@d.example', 'ø@example'], refuses: ['a', '@b', 'a@', 'a@b@c', 'a @b', 'a@b\n', ''] },
  uri: {
    accepts: [
      'http://a',
      'https://u:p@a.b:80/c/d?e=f/?#g',
      'mailto:a@b',
      'urn:a:b',
      'http://[::1]:8080/',
      'file:///a',
      'a:',
      'http://a/%20',
      'tel:+1-2',
    ],
    refuses: [
      'a',
      '/a',
      '//a/b',
      '?a',
      '1a:b',
      'http://a b',
      'http://a/ø',
      'http://a/%2',
      'http://a/%zz',
      'http://a:b/',
      'http://[::1',
      'http://a]/',
      'http://a/#b#c',
      'http://a/<b>',
      'http://a\\b',
      'http://a/\n',
      ':a',
      '',
    ],
  },
  'uri-reference': {
    accepts: ['', 'a', '/a/b', '../a', '//a/b', '?a=b', '#a', 'http://a', 'a/b:c'],
    refuses: ['a b', '1a:b', '#a#b', '%', 'ø', '//a:b/', '[a]'],
  },
  uuid: {
    accepts: [
      '123e4567-e89b-12d3-a456-426614174000',
      'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
      '00000000-0000-0000-0000-000000000000',
    ],
    refuses: [
      '123e4567e89b12d3a456426614174000',
      '{123e4567-e89b-12d3-a456-426614174000}',
      '123e4567-e89b-12d3-a456-42661417400g',
      '',
    ],
  },
  hostname: {
    accepts: ['a', 'a-b.example', '1.2.3.4', 'x'.repeat(63), 'XN--A'],
    refuses: ['', '-a', 'a-', 'a..b', '.a', 'a.', 'a_b', 'x'.repeat(64), `${'a.'.repeat(126)}aa`, 'ø.example', 'a b'],
  },
  ipv4: {
    accepts: ['0.0.0.0', '255.255.255.255', '127.0.0.1'],
    refuses: ['256.0.0.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.4.', ' 1.2.3.4', ''],
  },
  ipv6: {
    accepts: ['::', '::1', '2001:db8::ff00:42:8329', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8'],
    refuses: [
      '',
      ':',
      '1::2::3',
      '1:2:3:4:5:6:7',
      '12345::',
      '::1]/x?[',
      '[::1]',
      '::1\n',
      'fe80::1%eth0',
      '::ffff:1.2.3',
    ],
  },
  byte: {
    accepts: ['', 'YQ==', 'YWI=', 'YWJj', '+/+/'],
    refuses: ['Y', 'YQ', 'YQ=', 'YQ==YQ==', 'YW I', '-_-_', 'YWJj\n'],
  },
  'json-pointer': { accepts: ['', '/', '/a/b', '/~0~1', '/ø'], refuses: ['a', '#/a', '/~', '/~2'] },
}

describe.each(Object.entries(cases))('%s', (name, { accepts, refuses }) => {
  const accept = formats[name as FormatName]
  test.each(accepts)('accepts %j', text => {
    expect(accept(text)).toBe(true)
  })
  test.each(refuses)('refuses %j', text => {
    expect(accept(text)).toBe(false)
  })
})

test('every format has cases', () => {
  expect(Object.keys(cases)).toEqual(Object.keys(formats))
})

describe('what the runtime makes is accepted', () => {
  test('as date-time and date', () => {
    const dates = fc.date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    fc.assert(
      fc.property(dates, date => {
        expect(formats['date-time'](date.toISOString())).toBe(true)
        expect(formats.date(date.toISOString().slice(0, 10))).toBe(true)
      }),
    )
  })

  test.each<[FormatName, fc.Arbitrary<string>]>([
    ['uuid', fc.uuid()],
    ['ipv4', fc.ipV4()],
    ['ipv6', fc.ipV6()],
    ['uri', fc.webUrl({ withFragments: true, withQueryParameters: true })],
    ['email', fc.emailAddress()],
    ['hostname', fc.domain()],
    ['byte', fc.base64String()],
  ])('as %s', (name, texts) => {
    fc.assert(
      fc.property(texts, text => {
        expect({ text, valid: formats[name](text) }).toEqual({ text, valid: true })
      }),
    )
  })
})

test('a day is a date exactly when the calendar has it', () => {
  const part = (max: number) => fc.nat({ max })
  fc.assert(
    fc.property(part(9999), part(13), part(32), (year, month, day) => {
      const text = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join(
        '-',
      )
      const time = Date.parse(`${text}T00:00:00Z`)
      const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
      expect({ text, valid: formats.date(text) }).toEqual({ text, valid: isReal })
    }),
  )
})

/** Texts that go wrong at their very end, so that all before it is read, and read again where a pattern could start over. */
const spoilt: Record<FormatName, [start: string, repeated: string, end: string][]> = {
  date: [
    ['2024-02-29', '0', 'x'],
    ['', '2', '-02-29'],
  ],
  time: [
    ['00:00:00.', '0', 'x'],
    ['00:00:00.', '0', 'Zx'],
  ],
  'date-time': [
    ['2024-02-29T00:00:00.', '0', 'x'],
    ['2024-02-29T00:00:00Z', 'Z', ''],
  ],
  email: [
    ['a@', 'b', ' '],
    ['a@', 'b.', '@'],
    ['', 'a', ''],
    ['', 'a', ' @b'],
  ],
  uri: [
    ['http://', ':', 'x'],
    ['http://a/', 'b', ' '],
    ['a', '+', ''],
    ['http://', 'u:p', '@@'],
    ['http://a/?', 'b?', '#c#'],
    ['http://a:', '1', 'x'],
  ],
  'uri-reference': [
    ['//', 'a', '@@'],
    ['//[', '1:', ''],
    ['a/', 'b/', '%'],
    ['', 'a', '\n'],
    ['?', '?', '##'],
    ['//a:', '1', 'x'],
  ],
  uuid: [
    ['123e4567-e89b-12d3-a456-426614174000', '0', ''],
    ['', '123e4567-', ''],
  ],
  hostname: [
    ['', 'a', '-'],
    ['', 'a-', '.'],
    ['', 'a.', ''],
    ['a', '-', ''],
  ],
  ipv4: [
    ['1.2.3.', '1', 'x'],
    ['', '1.', ''],
    ['', '255.', '255'],
  ],
  ipv6: [
    ['::', '0', 'x'],
    ['', '1:', ''],
    ['::', '1.', ':'],
    ['', ':', '1'],
  ],
  byte: [
    ['', 'YWJj', '*'],
    ['', 'YWJj', 'Y'],
    ['YQ', '=', ''],
    ['', 'a', '=a'],
  ],
  'json-pointer': [
    ['', '/a', '~'],
    ['/', '~0', '~2'],
    ['/', 'a', '~'],
    ['', '/', '~'],
  ],
}

/** Step by step, so that a pattern whose time doubles with each character fails at the fourth and does not run for ever at the last. */
const REPETITIONS = [16, 20, 24, 28, 1000, 20_000, 60_000]

describe.each(Object.entries(spoilt))('%s takes time in proportion to a long text', (name, texts) => {
  test.each(texts)('%j, %j over and over, %j', (start, repeated, end) => {
    for (const count of REPETITIONS) {
      const text = `${start}${repeated.repeat(count)}${end}`
      const started = performance.now()
      expect(formats[name as FormatName](text)).toBe(false)
      expect({ count, isQuick: performance.now() - started < 300 }).toEqual({ count, isQuick: true })
    }
  })
})

test('every format has texts that go wrong at their end', () => {
  expect(Object.keys(spoilt)).toEqual(Object.keys(formats))
})

test('formats that only annotate are no others, and those with bounds are among them', () => {
  expect(annotations.filter(name => Object.hasOwn(formats, name))).toEqual([])
  expect(Object.keys(integerBounds).filter(name => !annotations.includes(name))).toEqual([])
})
