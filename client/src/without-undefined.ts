/** A copy without the properties that are undefined, which would hide a default. */
export function withoutUndefined<T extends object>(values: T): T {
  const kept = { ...values }
  for (const name in kept) if (kept[name] === undefined) delete kept[name]
  return kept
}
