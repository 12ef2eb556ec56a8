import type { Check } from './check.ts'

/** Whether two JSON values are equal (2020-12 core, 4.2.2). The order of keys does not matter. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  if (keys.length !== Object.keys(b).length) return false
  return keys.every(key => Object.hasOwn(b, key) && sameJson(a[key as never], b[key as never]))
}

/** 2020-12 validation, 6.4.3. */
export function uniqueItems(): Check<unknown[]> {
  return ({ value, issues }) => {
    const repeated = value.findIndex((item, index) => value.slice(0, index).some(earlier => sameJson(earlier, item)))
    if (repeated !== -1)
      issues.push({ code: 'custom', params: { rule: 'uniqueItems' }, path: [repeated], input: value })
  }
}
