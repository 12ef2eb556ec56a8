import { into } from '../../../openapi/document.ts'
import { FIELDS, type Kind, titleOf } from '../grammar/fields.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Rule } from '../rule.ts'

/** Keywords of other versions, and what says the same in this one. */
const OTHERS: Record<string, string> = {
  nullable: 'It is of OpenAPI 3.0. Add "null" to the type: `type: [string, "null"]`.',
  definitions: 'It is of an older draft. Move them to components/schemas.',
  dependencies: 'It is of an older draft. Use dependentRequired or dependentSchemas.',
  additionalItems: 'It is of an older draft. Use prefixItems for the first and items for the others.',
  id: 'It is of an older draft. Leave it out.',
  $recursiveRef: 'It is of an older draft. Use $ref.',
}

/** Every field is one of the object's own or an extension: a misspelt one would say what nobody hears. */
export const fieldKnown: Rule = {
  name: 'field-known',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      for (const key of Object.keys(value)) {
        if (FIELDS[kind].has(key) || key.startsWith('x-')) continue
        const message =
          kind === 'Schema'
            ? `${key} is not a keyword of schemas`
            : `${key} is not a field of the ${titleOf(kind)} Object`
        yield { pointer: into(pointer, key), message, hint: hintOf(kind, key) }
      }
    }
  },
}

function hintOf(kind: Kind, key: string): string {
  const known = [...FIELDS[kind].keys()]
  if (kind === 'Schema' && Object.hasOwn(OTHERS, key)) return OTHERS[key] ?? ''
  if (kind === 'Reference')
    return 'Nothing but summary and description may stand beside $ref. Move it to what is referred to.'
  if (/\s/.test(key)) return 'Quote the text that it is a part of: a comma or a colon ends a plain one.'
  const meant = nearest(key, known)
  return meant === undefined
    ? `Remove it, or name it x-${key} if it is an extension.`
    : `Did you mean ${meant}? Correct or remove it.`
}
