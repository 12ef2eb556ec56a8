import type { Json } from '../../openapi/document.ts'
import type { RuleId } from './rules/rules.ts'

/** Extensions that only speak to readers and tools of documentation. */
const ANNOTATIONS = new Set([
  'x-addition',
  'x-codeSamples',
  'x-code-samples',
  'x-displayName',
  'x-enum-descriptions',
  'x-enumDescriptions',
  'x-internal',
  'x-logo',
  'x-summary',
  'x-tagGroups',
])

/** What a change of an extension means; x-input is compared by itself. */
export function compareExtension(name: string, from: Json | undefined, to: Json | undefined): RuleId {
  if (ANNOTATIONS.has(name)) return 'annotation-changed'
  if (name !== 'x-sunset') return 'extension-changed'
  const isEarlier = typeof from === 'string' && typeof to === 'string' && to < from
  return isEarlier ? 'sunset-earlier' : 'sunset-set'
}
