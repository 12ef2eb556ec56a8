import { type Part, parsePattern } from './parse.ts'

/** Code points that stand for all: ASCII, Latin-1 and some of what lies beyond. */
const SAMPLES = [...Array(256).keys(), 0x100, 0x3b1, 0x2028, 0x4e2d, 0x1f600].map(point => String.fromCodePoint(point))

/** Turns from which on a text has too many ways to be taken apart. */
const MANY = 10

type Letters = ReadonlySet<string>

/**
 * The first repetition of a repetition in which a text can be taken apart in many ways, `(a+)+` or `(a|a)*`: on a text that nearly matches,
 * a matcher that backtracks tries them all, twice as many with each letter. Undefined when there is none.
 */
export function ambiguousLoop(source: string): string | undefined {
  const letters = new Map<string, Letters>()
  const lettersOf = (set: string): Letters => {
    const known = letters.get(set) ?? new Set(SAMPLES.filter(sample => new RegExp(`^${set}$`, 'su').test(sample)))
    letters.set(set, known)
    return known
  }

  function visit(part: Part): Part | undefined {
    if (part.kind === 'group') return inSequences(part.alternatives)
    if (part.kind !== 'loop') return undefined
    return (isAmbiguous(part) ? part : undefined) ?? visit(part.body)
  }
  const inSequences = (sequences: Part[][]): Part | undefined => {
    for (const part of sequences.flat()) {
      const found = visit(part)
      if (found) return found
    }
    return undefined
  }

  function isAmbiguous({ body, max }: Part & { kind: 'loop' }): boolean {
    if (max < MANY) return false
    const sequences = body.kind === 'group' ? body.alternatives : [[body]]
    // Where one turn may end inside a repetition, the next may begin instead of it.
    if (body.kind === 'group' && sequences.some(each => overlap(tails(each), firsts([body])))) return true
    return sequences.some((each, index) =>
      sequences
        .slice(index + 1)
        .some(other => isLetter(each) && isLetter(other) && overlap(firsts(each), firsts(other))),
    )
  }

  const isLetter = (sequence: Part[]) => sequence.length === 1 && sequence[0]?.kind === 'set'

  /** The letters that a sequence can begin with. */
  function firsts(sequence: Part[]): Letters {
    const found = new Set<string>()
    for (const part of sequence) {
      for (const letter of firstsOf(part)) found.add(letter)
      if (!isOptional(part)) break
    }
    return found
  }
  function firstsOf(part: Part): Iterable<string> {
    if (part.kind === 'set') return lettersOf(part.source)
    if (part.kind === 'loop') return firstsOf(part.body)
    return part.kind === 'group' ? part.alternatives.flatMap(each => [...firsts(each)]) : []
  }

  /** The letters with which a sequence may go on where it may also end. */
  function tails(sequence: Part[]): Letters {
    const found = new Set<string>()
    for (const part of sequence.toReversed()) {
      const inside = part.kind === 'group' ? part.alternatives : part.kind === 'loop' ? [[part.body]] : []
      for (const each of inside) for (const letter of tails(each)) found.add(letter)
      if (part.kind === 'loop' && part.max > part.min) for (const letter of firstsOf(part.body)) found.add(letter)
      if (!isOptional(part)) break
    }
    return found
  }

  return inSequences(parsePattern(source)) && source
}

const overlap = (a: Letters, b: Letters) => [...a].some(letter => b.has(letter))

/** Whether a part may take no text. */
function isOptional(part: Part): boolean {
  if (part.kind === 'set') return false
  if (part.kind === 'loop') return part.min === 0 || isOptional(part.body)
  return part.kind !== 'group' || part.alternatives.some(each => each.every(isOptional))
}
