/** The same without what is undefined, which would hide a default. */
export function defined<T extends object>(values: T): T {
  const kept = { ...values }
  for (const name in kept) if (kept[name] === undefined) delete kept[name]
  return kept
}
