import type { z } from 'zod'
import type { Check } from './check.ts'

/** Equality of JSON values (2020-12 core, 4.2.2): order of keys does not matter. */
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

/** 2020-12 core, 10.3.1.3 with minContains and maxContains. */
export function contains(schema: z.ZodType, minimum: number, maximum: number): Check<unknown[]> {
  return ({ value, issues }) => {
    const count = value.filter(item => schema.safeParse(item).success).length
    if (count < minimum || count > maximum) issues.push({ code: 'custom', params: { rule: 'contains' }, input: value })
  }
}

/** 2020-12 core, 10.3.1.1 and 10.3.1.2: a schema for each of the first items, one for the rest. */
export function prefixItems(schemas: z.ZodType[], rest: z.ZodType): Check<unknown[]> {
  return ({ value, issues }) => {
    value.forEach((item, index) => {
      const { success, data } = (schemas[index] ?? rest).safeParse(item)
      if (success) value[index] = data
      else issues.push({ code: 'custom', params: { rule: 'prefixItems' }, path: [index], input: item })
    })
  }
}
