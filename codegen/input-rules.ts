import { into, type Json, type JsonObject, type Located, type OpenApiDocument } from '../openapi/document.ts'
import { field } from '../openapi/fields.ts'
import type { InputRules } from './schema/context.ts'

const isSwitch = (value: Json) => typeof value === 'boolean'

/** The rules of `x-input` and what each may be; openapi.yaml says what they mean. */
const RULES: Readonly<Record<string, (value: Json) => boolean>> = {
  trim: isSwitch,
  emptyIsAbsent: value => Array.isArray(value) && value.every(place => place === 'query' || place === 'form'),
  nullIsAbsent: isSwitch,
  closedQuery: isSwitch,
  singleKeys: isSwitch,
  canonicalIntegers: isSwitch,
  invalidPathId: value => typeof value === 'number' && Number.isInteger(value) && value >= 400 && value <= 499,
  wellFormedText: isSwitch,
  maxBodyBytes: value => typeof value === 'number' && Number.isInteger(value) && value >= 0,
}

/** The house rules of a document; one that is unknown or malformed is refused, for nobody would keep it. */
export function inputRulesOf(document: OpenApiDocument, root: Located): InputRules & JsonObject {
  const rules = field(document, root, 'x-input', 'object') ?? {}
  for (const [name, value] of Object.entries(rules)) {
    const place = into(root.pointer, 'x-input', name)
    if (!Object.hasOwn(RULES, name)) document.refuse(place, `${name} is not a rule of x-input`)
    if (!RULES[name]?.(value)) document.refuse(place, `${JSON.stringify(value)} is no value of this rule`)
  }
  return rules
}
