import type { z } from 'zod'
import type { Check } from './check.ts'
import { both } from './composition.ts'

/** 2020-12 validation, 6.5.2 and 6.5.1. */
export function propertyCount(minimum: number, maximum: number): Check<object> {
  return ({ value, issues }) => {
    const count = Object.keys(value).length
    if (count < minimum) issues.push({ code: 'too_small', origin: 'object', minimum, inclusive: true, input: value })
    if (count > maximum) issues.push({ code: 'too_big', origin: 'object', maximum, inclusive: true, input: value })
  }
}

/** 2020-12 core, 10.3.2.4. */
export function propertyNames(schema: z.ZodType): Check<object> {
  return ({ value, issues }) => {
    for (const key of Object.keys(value)) {
      if (!schema.safeParse(key).success)
        issues.push({ code: 'custom', params: { rule: 'propertyNames' }, path: [key], input: value })
    }
  }
}

/** 2020-12 core, 10.3.2.2 and 10.3.2.3: each key is judged by every pattern it matches, by `rest` when it is not known and none matches. */
export function patternProperties(
  patterns: [RegExp, z.ZodType][],
  known: string[],
  rest: z.ZodType,
): Check<Record<string, unknown>> {
  return ({ value, issues }) => {
    for (const [key, item] of Object.entries(value)) {
      const matching = patterns.filter(([pattern]) => pattern.test(key)).map(([, schema]) => schema)
      const schemas = matching.length === 0 && !known.includes(key) ? [rest] : matching
      if (schemas.length === 0) continue
      const { success, data } = schemas.reduce(both).safeParse(item)
      if (success) value[key] = data
      else issues.push({ code: 'custom', params: { rule: 'patternProperties' }, path: [key], input: item })
    }
  }
}

/** 2020-12 validation, 6.5.3, for keys that `properties` does not name. */
export function hasKeys(keys: string[]): Check<object> {
  return ({ value, issues }) => {
    for (const key of keys) {
      if (!Object.hasOwn(value, key))
        issues.push({ code: 'custom', params: { rule: 'required' }, path: [key], input: undefined })
    }
  }
}

/** 2020-12 validation, 6.5.4. */
export function dependentRequired(dependencies: [string, string[]][]): Check<object> {
  return ({ value, issues }) => {
    for (const [key, needed] of dependencies) {
      if (!Object.hasOwn(value, key)) continue
      for (const name of needed) {
        if (!Object.hasOwn(value, name))
          issues.push({ code: 'custom', params: { rule: 'dependentRequired' }, path: [name], input: undefined })
      }
    }
  }
}
