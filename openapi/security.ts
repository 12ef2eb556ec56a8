import type { OpenApiDocument } from './document.ts'
import { into } from './document.ts'
import { resolvedMembers } from './operations.ts'
import { resolvedAt } from './references.ts'

/** For tools that support only bearer tokens. @param tool the name to show in the refusal */
export function refuseOtherSchemes(document: OpenApiDocument, tool: string): void {
  const components = resolvedAt(document, '#/components')
  if (!components) return
  for (const [, { value, pointer }] of resolvedMembers(document, components, 'securitySchemes'))
    if (value.type !== 'http')
      document.refuse(
        into(pointer, 'type'),
        `the ${tool} supports only bearer tokens, not ${value.type}`,
        'Use `type: http` with `scheme: bearer`.',
      )
}
