import type { OpenApiDocument } from './document.ts'
import { into } from './document.ts'
import { resolvedMembers } from './operations.ts'
import { resolvedAt } from './references.ts'

/** For tools that know bearer tokens only. @param tool named in the refusal */
export function refuseOtherSchemes(document: OpenApiDocument, tool: string): void {
  const components = resolvedAt(document, '#/components')
  if (!components) return
  for (const [, { value, pointer }] of resolvedMembers(document, components, 'securitySchemes'))
    if (value.type !== 'http')
      document.refuse(into(pointer, 'type'), `the ${tool} supports bearer tokens only, not ${value.type}`)
}
