import { isDeepStrictEqual } from 'node:util'
import type { Case, Input } from './case.ts'

/** The places in which the inputs of two cases differ, such as `responses[1].status`. */
export function inputDifferences(one: Case, other: Case): string[] {
  return differences(expanded(one.input), expanded(other.input), '')
}

/** Replaces short forms by long ones, so that both count as equal. */
function expanded({ calls, responses, ...input }: Input): object {
  return {
    ...input,
    calls: calls.map(call => (typeof call === 'string' ? { operation: call } : call)),
    responses: responses.map(response => (typeof response === 'number' ? { status: response } : response)),
  }
}

function differences(one: unknown, other: unknown, at: string): string[] {
  if (isDeepStrictEqual(one, other)) return []
  if (Array.isArray(one) && Array.isArray(other)) return ofLists(one, other, at)
  if (!isPlain(one) || !isPlain(other)) return [at]
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].flatMap(key =>
    key in one && key in other ? differences(one[key], other[key], `${at}.${key}`) : [`${at}.${key}`],
  )
}

/** An inserted or removed entry is one difference, although later entries move. */
function ofLists(one: unknown[], other: unknown[], at: string): string[] {
  const [longer, shorter] = one.length > other.length ? [one, other] : [other, one]
  if (longer.length === shorter.length + 1) {
    const where = longer.findIndex((entry, index) => !isDeepStrictEqual(entry, shorter[index]))
    if (isDeepStrictEqual(longer.toSpliced(where, 1), shorter)) return [`${at}[${where}]`]
  }
  return longer.flatMap((entry, index) =>
    index < shorter.length ? differences(entry, shorter[index], `${at}[${index}]`) : [`${at}[${index}]`],
  )
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
