import { connectedComponents } from '../../openapi/connected-components.ts'

/** Groups of files that all import one another, by however many steps; a group of one only if it imports itself. */
export const circlesIn = (graph: ReadonlyMap<string, readonly string[]>): string[][] =>
  connectedComponents(graph.keys(), file => graph.get(file) ?? [])
    .filter(group => group.length > 1 || group.some(file => graph.get(file)?.includes(file)))
    .map(group => group.sort())
