/** The number of rows with an ordinal from `first` to `last`. */
export interface Block {
  first: number
  last: number
  /** Rows that match a filter. */
  matching: number
  /** Rows that are counted under the same stored states and do not match. */
  others: number
}

export interface Count {
  first: number
  matching: number
  others: number
}

/** Adds up the counts of each block. Blocks without rows are left out. */
export function blocksOf(counts: readonly Count[]): Block[] {
  const blocks = new Map<number, Block>()
  for (const { first, matching, others } of counts) {
    const block = blocks.get(first)
    if (block) {
      block.matching += matching
      block.others += others
    } else blocks.set(first, { first, last: Number.MAX_SAFE_INTEGER, matching, others })
  }
  const sorted = [...blocks.values()].sort((a, b) => a.first - b.first)
  for (const [index, { first }] of sorted.entries()) {
    const previous = sorted[index - 1]
    if (previous) previous.last = first - 1
  }
  return sorted
}

export interface Place {
  block: Block
  /** The number of matching rows of the block that are newer. */
  newer: number
  /** The number of matching rows of the block that are older. */
  older: number
}

/** The place of the matching row that comes after the newest `skip`. */
export function placeOf(blocks: readonly Block[], skip: number): Place | undefined {
  let newer = skip
  for (const block of blocks.toReversed()) {
    if (newer < block.matching) return { block, newer, older: block.matching - newer - 1 }
    newer -= block.matching
  }
  return undefined
}
