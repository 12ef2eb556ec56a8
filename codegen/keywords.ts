// Run-time of the generated schemas: what zod does not say as JSON Schema 2020-12 means it. codegen/inline.ts copies the
// functions a document needs, with those they use, into its schemas.gen.ts, so that generated code stands alone.
import { z } from 'zod'
import { type FormatName, formats } from '../openapi/formats.ts'

type Check<T> = (payload: z.core.ParsePayload<T>) => void

/** Unicode code points, which is what JSON Schema counts (2020-12 validation, 6.3.1). */
export function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** 2020-12 validation, 6.3.2. Ends the judging of the value: a text too long must not reach a pattern. */
export function minLength(minimum: number): Check<string> {
  return ({ value, issues }) => {
    if (codePoints(value) < minimum)
      issues.push({ code: 'too_small', origin: 'string', minimum, inclusive: true, input: value })
  }
}

/** 2020-12 validation, 6.3.1. */
export function maxLength(maximum: number): Check<string> {
  return ({ value, issues }) => {
    if (value.length <= maximum || codePoints(value) <= maximum) return
    issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input: value })
  }
}

/** An enum of texts, trimmed before it is compared (house rule trim); typed as the enum on both sides. */
export function trimmedEnum<const Member extends string>(members: Member[]): z.ZodType<Member, Member> {
  return z.string().trim().pipe(z.enum(members)) as unknown as z.ZodType<Member, Member>
}

/** House rule wellFormedText: no NUL, no lone surrogates. */
export function wellFormedText(): Check<string> {
  return ({ value, issues }) => {
    if (!value.isWellFormed() || value.includes('\0'))
      issues.push({ code: 'custom', params: { rule: 'wellFormedText' }, input: value })
  }
}

/** 2020-12 validation, 7. */
export function format(name: FormatName): Check<string> {
  return ({ value, issues }) => {
    if (!formats[name](value)) issues.push({ code: 'invalid_format', format: name, input: value })
  }
}

/** House rule canonicalIntegers: a decimal integer without sign, leading zeros, fraction or exponent; `-` for negatives. */
export function integerText(): Check<string> {
  return ({ value, issues }) => {
    if (!/^(0|-?[1-9]\d*)$/.test(value)) issues.push({ code: 'invalid_format', format: 'integer', input: value })
  }
}

/** A decimal number as JSON writes it (RFC 8259, 6). */
export function numberText(): Check<string> {
  return ({ value, issues }) => {
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value))
      issues.push({ code: 'invalid_format', format: 'number', input: value })
  }
}

/** 2020-12 validation, 6.2.1, exact: 0.3 is a multiple of 0.1. */
export function multipleOf(divisor: number): Check<number> {
  return ({ value, issues }) => {
    if (!isMultiple(value, divisor)) issues.push({ code: 'not_multiple_of', divisor, input: value })
  }
}

/** Compares the shortest decimals of both numbers, scaled to integers. */
export function isMultiple(value: number, divisor: number): boolean {
  const digits = (number: number): [bigint, number] => {
    const [mantissa = '', exponent = '0'] = number.toExponential().split('e')
    const [whole = '', fraction = ''] = mantissa.split('.')
    return [BigInt(whole + fraction), Number(exponent) - fraction.length]
  }
  const [a, scaleA] = digits(value)
  const [b, scaleB] = digits(divisor)
  const scale = Math.min(scaleA, scaleB)
  return (a * 10n ** BigInt(scaleA - scale)) % (b * 10n ** BigInt(scaleB - scale)) === 0n
}

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
      const { error } = (schemas[index] ?? rest).safeParse(item)
      if (error) issues.push({ code: 'custom', params: { rule: 'prefixItems' }, path: [index], input: item })
    })
  }
}

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
export function patternProperties(patterns: [RegExp, z.ZodType][], known: string[], rest: z.ZodType): Check<object> {
  return ({ value, issues }) => {
    for (const [key, item] of Object.entries(value)) {
      const matching = patterns.filter(([pattern]) => pattern.test(key)).map(([, schema]) => schema)
      const schemas = matching.length === 0 && !known.includes(key) ? [rest] : matching
      if (schemas.some(schema => !schema.safeParse(item).success)) {
        issues.push({ code: 'custom', params: { rule: 'patternProperties' }, path: [key], input: item })
      }
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
export function dependentRequired(dependencies: Record<string, string[]>): Check<object> {
  return ({ value, issues }) => {
    for (const [key, needed] of Object.entries(dependencies)) {
      if (!Object.hasOwn(value, key)) continue
      for (const name of needed) {
        if (!Object.hasOwn(value, name))
          issues.push({ code: 'custom', params: { rule: 'dependentRequired' }, path: [name], input: undefined })
      }
    }
  }
}

/** 2020-12 core, 10.2.1.4. */
export function not(schema: z.ZodType): Check<unknown> {
  return ({ value, issues }) => {
    if (schema.safeParse(value).success) issues.push({ code: 'custom', params: { rule: 'not' }, input: value })
  }
}

/** 2020-12 core, 10.2.2. */
export function ifThenElse(condition: z.ZodType, then: z.ZodType, otherwise: z.ZodType): Check<unknown> {
  return ({ value, issues }) => {
    const applies = condition.safeParse(value).success
    if (!(applies ? then : otherwise).safeParse(value).success) {
      issues.push({ code: 'custom', params: { rule: applies ? 'then' : 'else' }, input: value })
    }
  }
}

/** A value given once or several times (`style: form`, `explode: true`) as an array. */
export function asArray(value: unknown): unknown {
  return Array.isArray(value) || value === undefined ? value : [value]
}
