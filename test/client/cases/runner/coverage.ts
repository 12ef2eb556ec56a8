/** What is wrong with a run: every case on disk must run exactly once. */
export function coverageErrors(onDisk: readonly string[], ran: readonly string[], minimum: number): string[] {
  const duplicates = onDisk.filter((name, index) => onDisk.indexOf(name) !== index)
  const missing = onDisk.filter(name => !ran.includes(name))
  const unknown = ran.filter(name => !onDisk.includes(name))
  return [
    ...duplicates.map(name => `two cases are named “${name}”`),
    ...missing.map(name => `“${name}” did not run`),
    ...unknown.map(name => `“${name}” ran but is not on disk`),
    ...(ran.length === onDisk.length ? [] : [`${ran.length} ran of ${onDisk.length}`]),
    ...(onDisk.length < minimum ? [`there are ${onDisk.length} cases, fewer than ${minimum}`] : []),
  ]
}
