import { into, isObject } from '../../../openapi/document.ts'
import type { Contract } from '../contract.ts'

/** A regular expression of a schema, and where it stands. */
export interface Pattern {
  source: string
  pointer: string
}

/** All `pattern` and names of `patternProperties`. */
export const patternsOf = ({ nodes }: Contract): Pattern[] =>
  nodes.flatMap(({ kind, value, pointer }) => {
    if (kind !== 'Schema') return []
    const { pattern, patternProperties } = value
    const names = Object.keys(isObject(patternProperties) ? patternProperties : {})
    return [
      ...(typeof pattern === 'string' ? [{ source: pattern, pointer: into(pointer, 'pattern') }] : []),
      ...names.map(source => ({ source, pointer: into(pointer, 'patternProperties', source) })),
    ]
  })

/** Why it is no regular expression with the flag u (JSON Schema 2020-12, 6.4), or undefined. */
export function faultOf(source: string): string | undefined {
  try {
    new RegExp(source, 'u')
    return undefined
  } catch (error) {
    return (error as Error).message.replace(/^.*: /s, '')
  }
}
