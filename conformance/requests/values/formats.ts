import { invalidDates, invalidDateTimes, validDates, validDateTimes } from './dates.ts'

/** Valid and invalid strings of a format; the first valid one is ordinary. */
export interface FormatExamples {
  valid: string[]
  invalid: string[]
  /** Valid strings of a format that is often allowed in the same place. */
  related?: string[]
}

const UUID = '0d9f8b7c-6a5b-4c3d-8e2f-1a0b9c8d7e6f'

const EXAMPLES: Readonly<Record<string, FormatExamples>> = {
  time: {
    valid: ['12:34:56Z', '12:34:56.5+05:30', '00:00:00z'],
    invalid: ['12:34:56', '24:00:00Z', '12:60:00Z', '23:59:60Z', '12:34Z', 'noon'],
  },
  email: {
    valid: ['someone@example.com', 'a.b+c@sub.example.com', "o'hara@example.com", 'j\u00f6rg@example.com', 'a@b'],
    invalid: [
      'someone',
      'someone.example.com',
      '@example.com',
      'someone@',
      '@',
      'a@b@example.com',
      'some one@example.com',
      'someone@exam ple.com',
      'someone@example.com\nbcc@example.com',
      'someone@\u00a0example.com',
    ],
  },
  uri: {
    valid: ['https://example.com/a?b=c#d', 'urn:isbn:0451450523', 'mailto:someone@example.com'],
    invalid: ['/relative', 'example', '://example.com', 'https://exa mple.com', 'https://example.com/%zz'],
  },
  'uri-reference': { valid: ['/a/b?c=d', 'https://example.com'], invalid: ['a b', '%zz', 'https://[::1'] },
  uuid: {
    valid: [UUID, UUID.toUpperCase()],
    invalid: [UUID.slice(1), `${UUID}0`, UUID.replaceAll('-', ''), `{${UUID}}`, UUID.replace('d', 'g')],
  },
  hostname: { valid: ['example.com', 'a-b.example'], invalid: ['-a.example', 'a_b.example', 'a..b', 'a b', ''] },
  ipv4: { valid: ['192.0.2.1', '255.255.255.255'], invalid: ['192.0.2', '192.0.2.256', '192.0.2.01', '192.0.2.1.1'] },
  ipv6: { valid: ['2001:db8::1', '::1'], invalid: ['2001:db8:::1', '12345::', 'g::1', '192.0.2.1', '[::1]'] },
  byte: { valid: ['aGVsbG8=', 'aGVsbG8h'], invalid: ['aGVsbG8', 'aGVsbG8==', 'a_-b', '****'] },
  'json-pointer': { valid: ['/a/b', '/a~1b/~0'], invalid: ['a', '/~2', '#/a'] },
}

/** @param now Unix milliseconds; valid dates are later */
export function formatExamples(format: unknown, now: number): FormatExamples | undefined {
  const [dates, times] = [validDates(now), validDateTimes(now)]
  if (format === 'date') return { valid: dates, invalid: invalidDates(now), related: times.slice(0, 1) }
  if (format === 'date-time') return { valid: times, invalid: invalidDateTimes(now), related: dates.slice(0, 1) }
  return EXAMPLES[String(format)]
}

/** The examples with names, and some with additions around them. */
export function formatTexts({ valid, invalid, related = [] }: FormatExamples): [name: string, text: string][] {
  const [first = ''] = valid
  return [
    ...[...valid, ...related].map((text): [string, string] => [`the value ${shown(text)}`, text]),
    [`the value ${shown(first)} with surrounding spaces`, ` ${first}\t`],
    [`the value ${shown(first)} with a trailing NUL`, `${first}\0`],
    ...invalid.map((text): [string, string] => [`the invalid value ${shown(text)}`, text]),
  ]
}

const shown = (text: string) => JSON.stringify(text).slice(1, -1)
