import { distance } from 'fastest-levenshtein'

/** The candidate that a misspelled word most likely means, or undefined. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  // Two swapped letters are two edits. Shorter words would be close to everything.
  const most = word.length < 4 ? 0 : Math.ceil(word.length / 3)
  return [...candidates]
    .map(candidate => ({ candidate, edits: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ edits }) => edits <= most)
    .sort((a, b) => a.edits - b.edits)[0]?.candidate
}
