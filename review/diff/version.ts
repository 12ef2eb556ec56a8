import type { Bump, Verdict } from './change.ts'

interface Version {
  core: [major: number, minor: number, patch: number]
  pre: string[]
}

/** Semantic Versioning 2.0.0, also without minor or patch; undefined for any other text. */
function parse(text: string): Version | undefined {
  const match = /^v?(\d+)(?:\.(\d+)(?:\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?)?)?$/.exec(text.trim())
  if (!match) return undefined
  const [, major, minor = '0', patch = '0', pre] = match
  return { core: [Number(major), Number(minor), Number(patch)], pre: pre?.split('.') ?? [] }
}

const BUMPS: readonly Bump[] = ['none', 'patch', 'minor', 'major']

/** Whether one rise is at least another. */
export const isEnough = (has: Bump, needs: Bump): boolean => BUMPS.indexOf(has) >= BUMPS.indexOf(needs)

/** What info.version needs to rise by. Below 1.0 a break needs a minor rise (Semantic Versioning 2.0.0, 4). */
export function requiredBump(verdict: Verdict | 'none', base: string): Bump {
  if (verdict === 'none') return 'none'
  if (verdict === 'docs') return 'patch'
  return verdict === 'breaking' && parse(base)?.core[0] !== 0 ? 'major' : 'minor'
}

/** How far a version rose; `fallen` when it is lower than before, `unknown` when one of the two is no semantic version. */
export function riseOf(base: string, head: string): Bump | 'fallen' | 'unknown' {
  if (base === head) return 'none'
  const [from, to] = [parse(base), parse(head)]
  if (!from || !to) return 'unknown'
  const order = compare(from, to)
  if (order >= 0) return order === 0 ? 'none' : 'fallen'
  const place = to.core.findIndex((part, index) => part !== from.core[index])
  if (place >= 0) return BUMPS[3 - place] as Bump
  // Only the pre-release moved: it may still change all that its version announces.
  const [, minor, patch] = to.core
  if (patch > 0) return 'patch'
  return minor > 0 ? 'minor' : 'major'
}

/** Semantic Versioning 2.0.0, 11. */
function compare(one: Version, other: Version): number {
  for (const [index, part] of one.core.entries()) {
    const difference = part - (other.core[index] ?? 0)
    if (difference !== 0) return difference
  }
  if (one.pre.length === 0 || other.pre.length === 0) return other.pre.length - one.pre.length
  for (let index = 0; index < Math.max(one.pre.length, other.pre.length); index++) {
    const [a, b] = [one.pre[index], other.pre[index]]
    if (a === b) continue
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1
    const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)]
    if (isNumber && isOtherNumber) return Number(a) - Number(b)
    if (isNumber !== isOtherNumber) return isNumber ? -1 : 1
    return a < b ? -1 : 1
  }
  return 0
}
