/** The strongly connected components of a graph, in reverse topological order: Tarjan's algorithm (1972), without recursion. */
export function connectedComponents<T>(nodes: Iterable<T>, successors: (node: T) => Iterable<T>): T[][] {
  const components: T[][] = []
  const index = new Map<T, number>()
  const lowest = new Map<T, number>()
  const open: T[] = []
  const isOpen = new Set<T>()
  const enter = (node: T) => {
    lowest.set(node, index.size)
    index.set(node, index.size)
    open.push(node)
    isOpen.add(node)
    return { node, waiting: successors(node)[Symbol.iterator]() }
  }
  const lower = (node: T, value: number) => lowest.set(node, Math.min(lowest.get(node) ?? value, value))
  for (const start of nodes) {
    if (index.has(start)) continue
    const path = [enter(start)]
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const { node } = top
      const next = top.waiting.next()
      if (!next.done) {
        if (!index.has(next.value)) path.push(enter(next.value))
        else if (isOpen.has(next.value)) lower(node, index.get(next.value) as number)
        continue
      }
      path.pop()
      const above = path.at(-1)
      if (above) lower(above.node, lowest.get(node) as number)
      if (lowest.get(node) === index.get(node)) components.push(closed(open, isOpen, node))
    }
  }
  return components
}

function closed<T>(open: T[], isOpen: Set<T>, node: T): T[] {
  const component = open.splice(open.lastIndexOf(node))
  for (const each of component) isOpen.delete(each)
  return component
}
