/** The strongly connected components of a graph, each after those it leads to (Tarjan 1972), without recursion. */
export function componentsOf<T>(nodes: Iterable<T>, next: (node: T) => readonly T[]): T[][] {
  const components: T[][] = []
  const index = new Map<T, number>()
  const low = new Map<T, number>()
  const open: T[] = []
  const isOpen = new Set<T>()
  const enter = (node: T) => {
    low.set(node, index.size)
    index.set(node, index.size)
    open.push(node)
    isOpen.add(node)
    return { node, left: next(node)[Symbol.iterator]() }
  }
  const lower = (node: T, value: number) => low.set(node, Math.min(low.get(node) ?? value, value))
  for (const start of nodes) {
    if (index.has(start)) continue
    const path = [enter(start)]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node } = top
      const { value: to, done } = top.left.next()
      if (!done) {
        if (!index.has(to)) path.push(enter(to))
        else if (isOpen.has(to)) lower(node, index.get(to) as number)
        continue
      }
      path.pop()
      const above = path.at(-1)
      if (above) lower(above.node, low.get(node) as number)
      if (low.get(node) === index.get(node)) components.push(closed(open, isOpen, node))
    }
  }
  return components
}

function closed<T>(open: T[], isOpen: Set<T>, node: T): T[] {
  const component = open.splice(open.lastIndexOf(node))
  for (const each of component) isOpen.delete(each)
  return component
}
