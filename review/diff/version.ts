import { inc, parse, type SemVer } from 'semver'
import type { Bump, Verdict } from './change.ts'

/** Semantic Versioning 2.0.0, also without minor or patch; undefined for any other text. */
function semanticVersion(text: string): SemVer | undefined {
  const missing = /^v?\d+$/.test(text) ? '.0.0' : /^v?\d+\.\d+$/.test(text) ? '.0' : ''
  return parse(text + missing) ?? undefined
}

const BUMPS: readonly Bump[] = ['none', 'patch', 'minor', 'major']

/** Whether one rise is at least another. */
export const isEnough = (has: Bump, needs: Bump): boolean => BUMPS.indexOf(has) >= BUMPS.indexOf(needs)

/** How far info.version must rise. Below 1.0 a breaking change needs a minor rise (Semantic Versioning 2.0.0, 4). */
export function requiredBump(verdict: Verdict | 'none', base: string): Bump {
  if (verdict === 'none') return 'none'
  if (verdict === 'docs') return 'patch'
  return verdict === 'breaking' && semanticVersion(base)?.major !== 0 ? 'major' : 'minor'
}

/** The lowest version with that rise; undefined if the base version is not a semantic version. */
export function lowestVersion(base: string, bump: Bump): string | undefined {
  const version = semanticVersion(base)
  return version && bump !== 'none' ? (inc(version, bump) ?? undefined) : undefined
}

/** How far a version rose; `lowered` if it is lower than before, `unknown` if one of the two is not a semantic version. */
export function riseOf(base: string, head: string): Bump | 'lowered' | 'unknown' {
  if (base === head) return 'none'
  const [from, to] = [semanticVersion(base), semanticVersion(head)]
  if (!from || !to) return 'unknown'
  const order = from.compare(to)
  if (order >= 0) return order === 0 ? 'none' : 'lowered'
  if (from.major !== to.major) return 'major'
  if (from.minor !== to.minor) return 'minor'
  if (from.patch !== to.patch) return 'patch'
  // Only the pre-release changed: it may still change everything that its version announces.
  if (to.patch > 0) return 'patch'
  return to.minor > 0 ? 'minor' : 'major'
}
