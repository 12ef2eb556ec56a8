/**
 * A string that matches a simple pattern: literals, classes, groups and repetitions; of alternatives the first. Unsupported parts,
 * such as look-aheads, are ignored, so the string may not match a pattern that contains them.
 * @param length minimum length in code points, reached if the repetitions of the pattern allow it
 */
export function textOf(pattern: string, length: number): string {
  const texts = [0, length].map(more => read(pattern, more))
  return texts.find(text => text.length >= length && new RegExp(pattern, 'u').test(text)) ?? 'x'.repeat(length)
}

/** Letters and digits first. */
const CHARACTERS = ['x', 'A', '0', ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))]
const ESCAPES: Readonly<Record<string, string>> = {
  d: '0',
  D: 'x',
  w: 'x',
  W: '-',
  s: ' ',
  S: 'x',
  b: '',
  B: '',
  n: '\n',
  t: '\t',
}

/** @param more additional repetitions of each part, where allowed */
function read(pattern: string, more: number): string {
  let rest = pattern

  const take = (expression: RegExp): RegExpExecArray | undefined => {
    const match = expression.exec(rest) ?? undefined
    if (match) rest = rest.slice(match[0].length)
    return match
  }

  function alternatives(): string {
    const texts = ['']
    while (rest !== '' && !rest.startsWith(')')) {
      if (take(/^\|/)) texts.push('')
      else texts.push(texts.pop() + repeated())
    }
    take(/^\)/)
    return texts[0] ?? ''
  }

  function repeated(): string {
    const text = atom()
    const [count, sign, least = '1', comma, most] = take(/^(?:([?*+])|\{(\d+)(,)?(\d+)?\})\??/) ?? []
    if (count === undefined) return text
    const from = sign === undefined || sign === '+' ? Number(least) : 0
    const to = sign === '?' ? 1 : sign || (comma && most === undefined) ? Infinity : Number(most ?? least)
    return text.repeat(Math.min(from + more, to))
  }

  function atom(): string {
    const group = take(/^\((\?(?:<?[=!]|:|<\w+>))?/)
    if (group) {
      const text = alternatives()
      return /[=!]$/.test(group[1] ?? '') ? '' : text
    }
    const set = take(/^\[(?:\\.|[^\]])+\]/)
    if (set) return CHARACTERS.find(character => new RegExp(set[0], 'u').test(character)) ?? ''
    const escaped = take(/^\\(.)/s)?.[1]
    if (escaped !== undefined) return ESCAPES[escaped] ?? escaped
    const [character = ''] = take(/^./su) ?? []
    return character === '.' ? 'x' : character === '^' || character === '$' ? '' : character
  }

  return alternatives()
}
