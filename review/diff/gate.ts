import type { Bump, Change, Diff } from './change.ts'
import { accept, type Exceptions } from './exceptions.ts'
import { isEnough, lowestVersion, requiredBump, riseOf } from './version.ts'

/** Whether a contract may be merged with the version it has. */
export interface Gate {
  /** How far info.version must rise, without the accepted changes. */
  required: Bump
  /** The lowest sufficient version; missing if none is required or info.version is not a semantic version. */
  lowest?: string
  /** How far it rose. */
  rise: ReturnType<typeof riseOf>
  isBreaking: boolean
  /** Whether the rise is sufficient. */
  isEnough: boolean
  accepted: Change[]
  /** What is wrong with the accepted changes, one line each. */
  problems: string[]
  /** The state of the version in one line. */
  message: string
}

/** @param today YYYY-MM-DD, the date that decides which accepted changes have expired */
export function gate(diff: Diff, exceptions: Exceptions, today: string): Gate {
  const { accepted, problems } = accept(diff.changes, exceptions, today)
  const open = diff.changes.filter(change => !accepted.has(change))
  const verdict = (['breaking', 'compatible', 'docs'] as const).find(each =>
    open.some(change => change.verdict === each),
  )
  const required = requiredBump(verdict ?? 'none', diff.base.version)
  const lowest = lowestVersion(diff.base.version, required)
  const rise = riseOf(diff.base.version, diff.head.version)
  const has = rise === 'lowered' || rise === 'unknown' ? 'none' : rise
  const enough = rise !== 'lowered' && isEnough(has, required)
  const result = { required, ...(lowest !== undefined && { lowest }), rise, isEnough: enough }
  return {
    ...result,
    isBreaking: verdict === 'breaking',
    accepted: [...accepted],
    problems,
    message: messageOf(diff, result),
  }
}

type Rise = Pick<Gate, 'required' | 'lowest' | 'rise' | 'isEnough'>

function messageOf({ base, head }: Diff, { required, lowest, rise, isEnough }: Rise): string {
  const change = `from ${base.version} to ${head.version}`
  const needs = required === 'none' ? 'no rise is required' : `a ${required} rise is required`
  const target = lowest === undefined ? '' : ` to at least ${lowest}`
  const must = required === 'none' ? 'must not be lowered' : `must rise${target} (${required})`
  if (rise === 'unknown')
    return `info.version changes ${change}, which are not semantic versions such as 1.2.3; ${needs}`
  if (rise === 'lowered') return `info.version falls ${change} but ${must}`
  if (base.version === head.version)
    return `info.version ${isEnough ? `stays at ${base.version}; ${needs}` : `is still ${base.version} and ${must}`}`
  return `info.version rises ${isEnough ? `${change}; ${needs}` : `only ${change} and ${must}`}`
}
