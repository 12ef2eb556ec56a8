import { changedLines, type Hunk, indentOf } from './hunks.ts'

interface Lines {
  base: readonly string[]
  head: readonly string[]
}

/** A line number from 1 in each version that has the place. */
interface At {
  base: number | undefined
  head: number | undefined
}

/** How many enclosing blocks are searched if nothing changes in a block itself: a property that becomes required changes in its schema. */
const LEVELS = 2

/** More would hide the change that they are shown for. */
const MOST = 3

/** The hunks that show what changes at a place: those of its line, else of its block, else the nearest of the blocks around it. */
export function hunksAt(hunks: readonly Hunk[], lines: Lines, at: At): Hunk[] {
  const within = (place: (line: number, of: readonly string[]) => Range) =>
    hunks.filter(hunk => {
      const changed = changedLines(hunk)
      return (['base', 'head'] as const).some(version => {
        const line = at[version]
        if (line === undefined) return false
        const [first, last] = place(line, lines[version])
        return changed[version].some(number => first <= number && number <= last)
      })
    })
  const exact = within(line => [line, line])
  if (exact.length > 0) return exact
  const inside = within(blockAt)
  if (inside.length > 0) return inside.slice(0, MOST)
  for (let level = 1; level <= LEVELS; level++) {
    const around = within((line, of) => blockAt(parentOf(line, of, level), of))
    if (around.length > 0) return [nearest(around, at)]
  }
  return []
}

type Range = [first: number, last: number]

/** A line and the deeper lines below it. A list may be as deep as its key. */
function blockAt(line: number, lines: readonly string[]): Range {
  const start = lines[line - 1] ?? ''
  const depth = indentOf(start)
  const isInside = (text: string) =>
    text.trim() === '' ||
    indentOf(text) > depth ||
    (indentOf(text) === depth && (/^\s*[}\]]/.test(text) || (/^\s*- /.test(text) && /:\s*$/.test(start))))
  let last = line
  while (last < lines.length && isInside(lines[last] ?? '')) last++
  return [line, last]
}

/** The line of the block that contains a line, some levels up. */
function parentOf(line: number, lines: readonly string[], levels: number): number {
  let at = line
  for (let level = 0; level < levels; level++) {
    const depth = indentOf(lines[at - 1] ?? '')
    let above = at - 1
    while (above >= 1 && (lines[above - 1]?.trim() === '' || indentOf(lines[above - 1] ?? '') >= depth)) above--
    if (above < 1) break
    at = above
  }
  return at
}

function nearest(hunks: readonly Hunk[], { base, head }: At): Hunk {
  const distance = ({ start }: Hunk) =>
    head === undefined ? Math.abs(start.base - (base ?? 0)) : Math.abs(start.head - head)
  return [...hunks].sort((a, b) => distance(a) - distance(b))[0] as Hunk
}
