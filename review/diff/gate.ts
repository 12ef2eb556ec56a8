import type { Bump, Change, Diff } from './change.ts'
import { accept, type Exceptions } from './exceptions.ts'
import { isEnough, requiredBump, riseOf } from './version.ts'

/** Whether a contract may be merged with the version it has. */
export interface Gate {
  /** What info.version needs to rise by, accepted changes left out. */
  required: Bump
  /** What it rose by. */
  rise: ReturnType<typeof riseOf>
  isBreaking: boolean
  /** Whether the rise is enough. */
  isEnough: boolean
  accepted: Change[]
  /** What is wrong with the accepted findings, a line each. */
  problems: string[]
  /** The state of the version in one line. */
  message: string
}

/** @param today YYYY-MM-DD, by which accepted findings expire */
export function gate(diff: Diff, exceptions: Exceptions, today: string): Gate {
  const { accepted, problems } = accept(diff.changes, exceptions, today)
  const open = diff.changes.filter(change => !accepted.has(change))
  const verdict = (['breaking', 'compatible', 'docs'] as const).find(each =>
    open.some(change => change.verdict === each),
  )
  const required = requiredBump(verdict ?? 'none', diff.base.version)
  const rise = riseOf(diff.base.version, diff.head.version)
  const has = rise === 'fallen' || rise === 'unknown' ? 'none' : rise
  const enough = rise !== 'fallen' && isEnough(has, required)
  return {
    required,
    rise,
    isBreaking: verdict === 'breaking',
    isEnough: enough,
    accepted: [...accepted],
    problems,
    message: messageOf(diff, required, rise, enough),
  }
}

function messageOf({ base, head }: Diff, required: Bump, rise: Gate['rise'], isEnough: boolean): string {
  const versions =
    base.version === head.version ? `stays ${base.version}` : `goes from ${base.version} to ${head.version}`
  const needs = required === 'none' ? 'needs no rise' : `needs a ${required} rise`
  if (isEnough) return `info.version ${versions} and ${needs}`
  if (rise === 'fallen') return `info.version ${versions}, which is lower; it ${needs}`
  if (rise === 'unknown') return `info.version ${versions}, which are no versions as in 1.2.3; it ${needs}`
  return `info.version ${versions} but ${needs}${suggestionOf(base.version, required)}`
}

function suggestionOf(version: string, required: Bump): string {
  const [, ...parts] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(version) ?? []
  if (parts.length === 0) return ''
  const [major = 0, minor = 0, patch = 0] = parts.map(part => Number(part ?? 0))
  const next = { major: [major + 1, 0, 0], minor: [major, minor + 1, 0], patch: [major, minor, patch + 1], none: [] }
  return `: at least ${next[required].join('.')}`
}
