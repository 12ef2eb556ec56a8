import type { Json } from '../../../openapi/document.ts'

/** One step of a JSON Patch (RFC 6902). */
export interface Step {
  op: string
  path: string
  value?: Json
}

/** A copy of a value with the steps applied: add, remove and replace. */
export function patched(root: Json, steps: readonly Step[]): Json {
  const copy = structuredClone(root)
  for (const step of steps) apply(copy, step)
  return copy
}

function apply(root: Json, { op, path, value }: Step): void {
  const keys = path
    .slice(1)
    .split('/')
    .map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last = keys.pop() ?? ''
  const parent = keys.reduce<Json | undefined>((at, key) => (at as Record<string, Json>)?.[key], root)
  if (typeof parent !== 'object' || parent === null) throw new Error(`${path}: leads nowhere`)
  const isThere = Object.hasOwn(parent, last)
  if (op === 'add' && Array.isArray(parent)) {
    parent.splice(last === '-' ? parent.length : Number(last), 0, value ?? null)
    return
  }
  if (op !== 'add' && !isThere) throw new Error(`${path}: is not there to ${op}`)
  const object = parent as Record<string, Json>
  if (op === 'add' || op === 'replace') object[last] = value ?? null
  else if (op !== 'remove') throw new Error(`${op}: unknown`)
  else if (Array.isArray(parent)) parent.splice(Number(last), 1)
  else delete object[last]
}
