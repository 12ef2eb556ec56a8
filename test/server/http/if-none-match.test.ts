import { describe, expect, it, test } from 'vitest'
import { ifNoneMatch } from '../../../server/http/if-none-match.ts'

describe('ifNoneMatch', () => {
  test.each<[header: string | undefined, matches: boolean, why: string]>([
    [undefined, false, 'no header'],
    ['', false, 'an empty header'],
    ['*', true, 'any tag'],
    [' * ', true, 'any tag, with white space'],
    ['"a"', true, 'the tag'],
    ['W/"a"', true, 'the weak tag, which is compared weakly'],
    ['w/"a"', false, 'the W is case-sensitive'],
    ['"b"', false, 'another tag'],
    ['"A"', false, 'tags are case-sensitive'],
    ['a', false, 'a tag without quotes'],
    ['"a', false, 'a tag without an end'],
    ["'a'", false, 'other quotes'],
    ['"b", "a"', true, 'a list'],
    ['"b","a"', true, 'a list without spaces'],
    ['"b"\t,\t"a"', true, 'a list with tabs'],
    ['W/"b", W/"a", "c"', true, 'a list of weak and strong'],
    ['"b" "a"', false, 'a list without commas'],
    [', "b",, "a",', true, 'empty list elements'],
    [',', false, 'only empty list elements'],
    ['"b, "a""', false, 'a quote inside a tag'],
    ['"x,", "a"', true, 'a comma inside a tag'],
    ['",a,"', false, 'a tag that contains the tag between commas'],
    ['"b", *', false, 'the asterisk in a list'],
    ['"a", junk', false, 'a list with a malformed entry'],
    ['"\x7f", "a"', false, 'a tag with a control character'],
    ['"é", "a"', true, 'a tag with obs-text'],
    [`${'"b", '.repeat(1000)}"a"`, true, 'a long list'],
    [`${'"b", '.repeat(2000)}"a"`, false, 'a list that is too long'],
  ])('%j is %j: %s', (header, matches) => expect(ifNoneMatch(header, '"a"')).toBe(matches))

  it('takes linear time', () => {
    const started = performance.now()
    for (const header of [' '.repeat(8000), `"b"${' '.repeat(8000)}x`, ','.repeat(8000), `${','.repeat(8000)}x`])
      expect(ifNoneMatch(header, '"a"')).toBe(false)
    expect(performance.now() - started).toBeLessThan(100)
  })
})
