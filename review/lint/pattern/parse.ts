/** A part of a regular expression; a sequence in each alternative of a group. */
export type Part =
  | { kind: 'set'; source: string }
  | { kind: 'group'; alternatives: Part[][] }
  | { kind: 'loop'; body: Part; min: number; max: number }
  /** Takes no text: `^`, `$`, `\b`, look-around. */
  | { kind: 'place'; source: string }
  /** A text that a group took before. */
  | { kind: 'back' }

/** Takes a valid regular expression apart (ECMAScript, flag u). */
export function parsePattern(source: string): Part[][] {
  let at = 0

  function alternatives(): Part[][] {
    const found: Part[][] = [[]]
    while (at < source.length && source[at] !== ')') {
      if (source[at] === '|') {
        at++
        found.push([])
        continue
      }
      const part = quantified(atom())
      found.at(-1)?.push(part)
    }
    return found
  }

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at
    const match = pattern.exec(source)
    if (match) at += match[0].length
    return match
  }

  function atom(): Part {
    const look = take(/\(\?<?[=!]/y)
    const group = look ?? take(/\((\?(:|<[^>]*>|[a-z-]+:))?/y)
    if (group) {
      const inside = alternatives()
      at++
      return look ? { kind: 'place', source: look[0] } : { kind: 'group', alternatives: inside }
    }
    const place = take(/[\^$]|\\[bB]/y)
    if (place) return { kind: 'place', source: place[0] }
    if (take(/\\([1-9]\d*|k<[^>]*>)/y)) return { kind: 'back' }
    const set = take(/\[(\\.|[^\]\\])*\]|\\([pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|.)|./suy)
    return { kind: 'set', source: set?.[0] ?? source.slice(at++, at) }
  }

  function quantified(body: Part): Part {
    const match = take(/(?:([*+?])|\{(\d+)(,)?(\d+)?\})\??/y)
    if (!match) return body
    const [, sign, least, comma, most] = match
    if (sign) return { kind: 'loop', body, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity }
    const min = Number(least)
    return { kind: 'loop', body, min, max: most ? Number(most) : comma ? Infinity : min }
  }

  return alternatives()
}
