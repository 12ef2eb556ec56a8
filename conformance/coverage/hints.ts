import type { Shape } from '../contract/request-shape.ts'
import type { Cell } from '../report.ts'

/** For an uncovered cell, what to add to which file of this repository. */
export function hintFor(shapes: readonly Shape[], { kind, operation, status = '' }: Cell): string {
  const tag = shapes.find(({ id }) => id === operation)?.operation.tags[0]
  const file = tag === undefined ? '' : `${tag.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')}.ts`
  const rows = `conformance/in-process/test-data/${file}`
  const scenario = `conformance/scenarios/${file}`
  if (kind === 'rule') return `add rows to ${rows}, or a scenario that has this name in \`covers\` to ${scenario}`
  if (kind === 'value') return `add a row that contains it to ${rows}`
  return /^2/.test(status) ? `add a row that allows it to ${rows}` : `add a scenario that provokes it to ${scenario}`
}
