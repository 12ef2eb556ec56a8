/**
 * Groups of files that all import one another, by however many steps; a group of one only if it imports itself. Tarjan's walk: `low`
 * is the earliest file on the stack that can be reached.
 */
export function circlesIn(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const low = new Map<string, number>()
  const stack: string[] = []
  const circles: string[][] = []
  function walk(file: string): number {
    const order = low.size
    const depth = stack.push(file) - 1
    let lowest = order
    low.set(file, order)
    for (const next of graph.get(file) ?? []) {
      if (!low.has(next)) lowest = Math.min(lowest, walk(next))
      else if (stack.includes(next)) lowest = Math.min(lowest, low.get(next) ?? order)
    }
    low.set(file, lowest)
    if (lowest < order) return lowest
    const group = stack.splice(depth)
    if (group.length > 1 || graph.get(file)?.includes(file)) circles.push(group.sort())
    return lowest
  }
  for (const file of graph.keys()) if (!low.has(file)) walk(file)
  return circles
}
