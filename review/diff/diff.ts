import type { Diff, Verdict } from './change.ts'
import { changesOf } from './changes.ts'
import { compareDocuments } from './compare/document.ts'
import type { Comparison } from './comparison.ts'
import { Graph } from './graph.ts'
import { leftoversOf } from './leftovers.ts'
import type { Contract } from './read.ts'
import { requiredBump } from './version.ts'

const WORST_FIRST: readonly Verdict[] = ['breaking', 'compatible', 'docs']

/** All differences in meaning between two versions. */
export function diffDocuments(base: Contract, head: Contract): Diff {
  const comparison: Comparison = { base, head, graph: new Graph() }
  const root = compareDocuments(comparison)
  const nodes = comparison.graph.reach(root)
  root.facts.push(...leftoversOf(comparison, nodes))
  const changes = changesOf(comparison, nodes)
  const verdict = WORST_FIRST.find(each => changes.some(change => change.verdict === each)) ?? 'none'
  return {
    base: { file: base.file, version: base.version },
    head: { file: head.file, version: head.version },
    verdict,
    requiredBump: requiredBump(verdict, base.version),
    changes,
  }
}
