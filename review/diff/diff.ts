import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Diff, Verdict } from './change.ts'
import { changesOf } from './changes.ts'
import { compareDocuments } from './compare/document.ts'
import type { Comparison } from './comparison.ts'
import { Graph } from './graph.ts'
import { unclassifiedFacts } from './unclassified.ts'
import { Identity } from './values/identity.ts'
import { verifySchemas } from './verify.ts'
import { requiredBump } from './version.ts'

const WORST_FIRST: readonly Verdict[] = ['breaking', 'compatible', 'docs']

/** All differences in meaning between two valid versions. */
export function diffDocuments(base: OpenApiDocument, head: OpenApiDocument): Diff {
  const versions = {
    base: { file: base.file, version: versionOf(base) },
    head: { file: head.file, version: versionOf(head) },
  }
  // The same object: both versions have the same text.
  if (base.root === head.root) return { ...versions, verdict: 'none', requiredBump: 'none', changes: [] }
  const comparison: Comparison = { base, head, graph: new Graph(), identity: new Identity(base, head) }
  const root = compareDocuments(comparison)
  const nodes = comparison.graph.reach(root)
  root.facts.push(...unclassifiedFacts(comparison, nodes))
  verifySchemas(comparison, nodes)
  const changes = changesOf(comparison, nodes)
  const verdict = WORST_FIRST.find(each => changes.some(change => change.verdict === each)) ?? 'none'
  return {
    ...versions,
    verdict,
    requiredBump: requiredBump(verdict, versionOf(base)),
    changes,
  }
}

const versionOf = ({ root }: OpenApiDocument): string => String((root.info as Record<string, unknown>).version)
