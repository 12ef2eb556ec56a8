import type { Json } from '../../../openapi/document.ts'

/** Texts on both sides of an enum's line, padded, cut and spelt otherwise. */
export function enumTexts(members: readonly Json[]): [name: string, text: string][] {
  const texts = members.filter(member => typeof member === 'string')
  const [first = ''] = texts
  return [
    ...texts.map((member): [string, string] => [`the member ${member}`, member]),
    ['no member', 'no-such-member'],
    ['a member cut short', first.slice(0, -1)],
    ['a member with a letter more', `${first}s`],
    ['a member in upper case', first.toUpperCase()],
    ['a member with a capital', first.slice(0, 1).toUpperCase() + first.slice(1)],
    ['a member with blanks around', `  ${first} `],
    ['a member with a tab and a line break around', `\t${first}\r\n`],
    ['a member with a no-break space behind', `${first}\u00a0`],
    ['a member with NUL behind', `${first}\0`],
    ['two members with a comma', texts.slice(0, 2).join(',')],
    // What every object in ECMAScript has.
    ['constructor', 'constructor'],
    ['blanks', '  '],
  ]
}
