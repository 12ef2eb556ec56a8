import type { Json } from '../../../openapi/document.ts'

/** The enum values, and variations of one: padded, cut or misspelled. */
export function enumTexts(members: readonly Json[]): [name: string, text: string][] {
  const texts = members.filter(member => typeof member === 'string')
  const [first = ''] = texts
  return [
    ...texts.map((member): [string, string] => [`the enum value ${member}`, member]),
    ['an unknown value', 'no-such-member'],
    ['an enum value cut short', first.slice(0, -1)],
    ['an enum value with an extra letter', `${first}s`],
    ['an enum value in upper case', first.toUpperCase()],
    ['an enum value capitalised', first.slice(0, 1).toUpperCase() + first.slice(1)],
    ['an enum value with surrounding spaces', `  ${first} `],
    ['an enum value with surrounding tab and line break', `\t${first}\r\n`],
    ['an enum value with a trailing no-break space', `${first}\u00a0`],
    ['an enum value with a trailing NUL', `${first}\0`],
    ['two enum values separated by a comma', texts.slice(0, 2).join(',')],
    // A property of every ECMAScript object.
    ['constructor', 'constructor'],
    ['spaces', '  '],
  ]
}
