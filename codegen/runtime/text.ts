import { z } from 'zod'
import { type FormatName, formats } from '../../openapi/formats.ts'
import type { Check } from './check.ts'

/** The length in Unicode code points, as JSON Schema counts it (2020-12 validation, 6.3.1). */
export function codePoints(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** 2020-12 validation, 6.3.2. */
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

/** An enum of strings. Trims the value before comparing it (x-input trim). */
export function trimmedEnum<const Member extends string>(members: Member[]): z.ZodType<Member, Member> {
  return z.string().trim().pipe(z.enum(members)) as unknown as z.ZodType<Member, Member>
}

/** x-input wellFormedText: no NUL, no lone surrogates. */
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

/** x-input canonicalIntegers: a decimal integer without plus sign, leading zeros, fraction or exponent. */
export function integerText(): Check<string> {
  return ({ value, issues }) => {
    if (!/^(0|-?[1-9]\d*)$/.test(value)) issues.push({ code: 'invalid_format', format: 'integer', input: value })
  }
}

/** A number in JSON syntax (RFC 8259, 6). */
export function numberText(): Check<string> {
  return ({ value, issues }) => {
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(value))
      issues.push({ code: 'invalid_format', format: 'number', input: value })
  }
}
