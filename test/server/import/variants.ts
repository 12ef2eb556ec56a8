/** Copies of a value with one value at any depth replaced by another, or with one more field. */
export function* variants(value: unknown, others: readonly unknown[]): Generator<unknown> {
  yield* others
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    for (const changed of variants(inner, others)) {
      yield Array.isArray(value) ? value.with(Number(key), changed) : { ...value, [key]: changed }
    }
  }
  if (!Array.isArray(value)) yield { ...value, unknown: 1 }
}
