import { into, isObject } from '../../../openapi/document.ts'
import type { Contract } from '../contract.ts'

/** A regular expression of a schema. */
export interface Pattern {
  source: string
  pointer: string
}

/** All `pattern` and names of `patternProperties`. */
export const patternsIn = ({ nodes }: Contract): Pattern[] =>
  nodes.flatMap(({ kind, value, pointer }) => {
    if (kind !== 'Schema') return []
    const { pattern, patternProperties } = value
    const names = Object.keys(isObject(patternProperties) ? patternProperties : {})
    return [
      ...(typeof pattern === 'string' ? [{ source: pattern, pointer: into(pointer, 'pattern') }] : []),
      ...names.map(source => ({ source, pointer: into(pointer, 'patternProperties', source) })),
    ]
  })
