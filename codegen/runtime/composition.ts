import { z } from 'zod'

/** Both schemas validate the value as it was sent, and the changes of both are kept (2020-12 core, 10.2.1.1). */
export function both<Left extends z.ZodType, Right extends z.ZodType>(
  left: Left,
  right: Right,
): z.ZodType<z.output<Left> & z.output<Right>, z.input<Left> & z.input<Right>> {
  const schema = z.unknown().transform((value, { issues }) => {
    const results = [left.safeParse(value), right.safeParse(value)] as const
    for (const { error } of results)
      for (const issue of error?.issues ?? []) issues.push({ ...issue, input: value } as z.core.$ZodRawIssue)
    return merged(value, results[0].data, results[1].data)
  })
  return schema as unknown as z.ZodType<z.output<Left> & z.output<Right>, z.input<Left> & z.input<Right>>
}

/**
 * All schemas validate the value as it was sent, and the changes of those that accept it are kept (2020-12 core, 10.2.1.2). A schema that
 * changes nothing keeps all properties.
 */
export function anyOf<Member extends z.ZodType>(members: Member[]): z.ZodType<z.output<Member>, z.input<Member>> {
  const schema = z.unknown().transform((value, { issues }) => {
    const results = members.map(member => member.safeParse(value))
    const outputs = results.filter(({ success }) => success).map(({ data }) => data)
    if (outputs.length === 0)
      issues.push({ code: 'invalid_union', errors: results.map(({ error }) => error?.issues ?? []), input: value })
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return outputs
      .map((data: unknown) => (data === value && isObject ? { ...value } : data))
      .reduce((left, right) => merged(value, left, right), outputs[0])
  })
  return schema as unknown as z.ZodType<z.output<Member>, z.input<Member>>
}

/** Combines the changes that two schemas made to a value. A property that only one of them dropped is kept. */
export function merged(sent: unknown, left: unknown, right: unknown): unknown {
  if (left === sent || typeof left !== 'object' || typeof right !== 'object' || left === null || right === null)
    return left === sent ? right : left
  const part = (value: unknown, key: string) => (value as Record<string, unknown> | undefined)?.[key]
  if (Array.isArray(left))
    return left.map((item, index) => merged(part(sent, `${index}`), item, part(right, `${index}`)))
  const keys = new Set([...Object.keys(left), ...Object.keys(right)])
  return Object.fromEntries(
    [...keys].map(key => {
      if (!Object.hasOwn(left, key)) return [key, part(right, key)]
      if (!Object.hasOwn(right, key)) return [key, part(left, key)]
      return [key, merged(part(sent, key), part(left, key), part(right, key))]
    }),
  )
}
