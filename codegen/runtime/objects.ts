import type { Check } from './check.ts'

/** 2020-12 validation, 6.5.2 and 6.5.1. */
export function propertyCount(minimum: number, maximum: number): Check<object> {
  return ({ value, issues }) => {
    const count = Object.keys(value).length
    if (count < minimum) issues.push({ code: 'too_small', origin: 'object', minimum, inclusive: true, input: value })
    if (count > maximum) issues.push({ code: 'too_big', origin: 'object', maximum, inclusive: true, input: value })
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
