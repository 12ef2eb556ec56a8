/** What is wrong with a run: every case on disk is to have run, once. */
export function census(onDisk: readonly string[], ran: readonly string[], least: number): string[] {
  const twice = onDisk.filter((name, index) => onDisk.indexOf(name) !== index)
  const missing = onDisk.filter(name => !ran.includes(name))
  const unknown = ran.filter(name => !onDisk.includes(name))
  return [
    ...twice.map(name => `two cases are called “${name}”`),
    ...missing.map(name => `“${name}” did not run`),
    ...unknown.map(name => `“${name}” ran and is not on disk`),
    ...(ran.length === onDisk.length ? [] : [`${ran.length} ran of ${onDisk.length}`]),
    ...(onDisk.length < least ? [`there are ${onDisk.length} cases, fewer than ${least}`] : []),
  ]
}
