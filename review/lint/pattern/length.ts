import { type Part, parsePattern } from './parse.ts'

/** Whether a valid regular expression bounds the length of what it accepts: every alternative is anchored and has no end of repetition. */
export function isBounded(source: string): boolean {
  return parsePattern(source).every(
    sequence => isPlace(sequence[0], '^') && isPlace(sequence.at(-1), '$') && longest(sequence) < Infinity,
  )
}

const isPlace = (part: Part | undefined, source: string) => part?.kind === 'place' && part.source === source

/** How many code points a sequence takes at most. */
const longest = (sequence: Part[]): number => sequence.reduce((sum, part) => sum + most(part), 0)

function most(part: Part): number {
  if (part.kind === 'set') return 1
  if (part.kind === 'place') return 0
  if (part.kind === 'back') return Infinity
  if (part.kind === 'group') return Math.max(...part.alternatives.map(longest))
  const once = most(part.body)
  return once === 0 ? 0 : once * part.max
}
