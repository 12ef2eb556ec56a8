import { into, type JsonObject, type Located, type OpenApiDocument } from '../openapi/document.ts'
import { field } from '../openapi/fields.ts'
import { inputRules } from '../openapi/input-rules.ts'
import type { InputRules } from './schema/context.ts'

/** The house rules of a document; one that is unknown or malformed is refused, for nobody would keep it. */
export function inputRulesOf(document: OpenApiDocument, root: Located): InputRules & JsonObject {
  const rules = field(document, root, 'x-input', 'object') ?? {}
  for (const [name, value] of Object.entries(rules)) {
    const place = into(root.pointer, 'x-input', name)
    if (!Object.hasOwn(inputRules, name)) document.refuse(place, `${name} is not a rule of x-input`)
    if (!inputRules[name]?.accepts(value)) document.refuse(place, `${JSON.stringify(value)} is no value of this rule`)
  }
  return rules
}
