import { ApiError } from '../../server/http/errors.ts'
import type { Failure, ScriptRule } from '../types/index.d.ts'

/** How a request can be made to fail. */
export const FAILURES: readonly Failure[] = ['reset', 'hang', 'half-body', 'html-502', '503', '429']

/** Milliseconds. */
const LONGEST_DELAY = 600_000

/** What a `Prefer` header or a script asks for. */
export type Trouble = Pick<ScriptRule, 'delay' | 'fail' | 'code' | 'example'>

/**
 * Reads a `Prefer` header (RFC 7240): `delay=800, fail=503, code=422, example=name`, and preferences for one operation,
 * `createToken=422/incorrect_credentials` or `createToken=422`. Those for other operations are ignored. Unknown preferences are ignored
 * too, as RFC 7240 asks. Throws 400 for a value that is not valid.
 * @param operation the operationId of the request; undefined outside the operations
 * @param operations all operationIds
 */
export function readPrefer(
  header: string | undefined,
  operation: string | undefined,
  operations: ReadonlySet<string>,
): Trouble {
  const trouble: Trouble = {}
  for (const [name, value] of pairsOf(header ?? '')) {
    if (name === 'delay') trouble.delay = readDelay(value)
    else if (name === 'fail') trouble.fail = readFailure(value)
    else if (name === 'code') trouble.code = readCode(value)
    else if (name === 'example') trouble.example = value
    else if (operations.has(name) && name === operation) Object.assign(trouble, readExample(value))
  }
  return trouble
}

/** `a=1, b="2"` → a and 1, b and 2. */
const pairsOf = (header: string): [name: string, value: string][] =>
  header.split(/[,;]/).flatMap(part => {
    const [, name, quoted, bare] = /^\s*([^=\s]+)\s*=\s*(?:"([^"]*)"|(\S*))\s*$/.exec(part) ?? []
    return name === undefined ? [] : [[name, quoted ?? bare ?? '']]
  })

/** `422/incorrect_credentials`, `422` or `incorrect_credentials` */
function readExample(value: string): Trouble {
  const [, code, example] = /^(\d{3})(?:\/(.+))?$/.exec(value) ?? []
  if (code === undefined) return { example: value }
  return { code: Number(code), ...(example !== undefined && { example }) }
}

function readDelay(value: string): number {
  const ms = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN
  if (ms <= LONGEST_DELAY) return ms
  throw refuse(`delay must be a whole number of milliseconds up to ${LONGEST_DELAY}.`)
}

function readCode(value: string): number {
  if (/^[1-5]\d\d$/.test(value)) return Number(value)
  throw refuse('code must be a status code.')
}

export function readFailure(value: string): Failure {
  const failure = FAILURES.find(each => each === value)
  if (failure) return failure
  throw refuse(`fail must be one of ${FAILURES.join(', ')}.`)
}

const refuse = (reason: string) => new ApiError(400, 'malformed_request', `Prefer: ${reason}`)
