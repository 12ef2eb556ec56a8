import type { Finding } from '../../lint/finding.ts'

/** What a change brings in: findings of the new version that the old one does not have at the same place. */
export function newFindings(base: readonly Finding[], head: readonly Finding[]): Finding[] {
  const known = new Map<string, number>()
  for (const finding of base) known.set(keyOf(finding), (known.get(keyOf(finding)) ?? 0) + 1)
  return head.filter(finding => {
    const left = known.get(keyOf(finding)) ?? 0
    known.set(keyOf(finding), left - 1)
    return left <= 0
  })
}

/** Lines shift with every edit above them, pointers do not. */
const keyOf = ({ rule, pointer }: Finding) => `${rule} ${pointer}`
