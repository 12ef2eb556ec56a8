import type { Json } from '../../openapi/document.ts'
import type { RuleId } from './rules/rules.ts'

/** What a change of an extension means. All but x-sunset and x-input, which is compared separately, only concern documentation. */
export function compareExtension(name: string, from: Json | undefined, to: Json | undefined): RuleId {
  if (name !== 'x-sunset') return 'annotation-changed'
  const isEarlier = typeof from === 'string' && typeof to === 'string' && to < from
  return isEarlier ? 'sunset-earlier' : 'sunset-set'
}
