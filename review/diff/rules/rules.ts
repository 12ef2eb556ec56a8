import type { Verdict } from '../change.ts'
import { boundRules } from './bounds.ts'
import { docsRules, extensionRules } from './docs.ts'
import { operationRules } from './operation.ts'
import { propertyRules } from './property.ts'
import { responseRules } from './response.ts'
import { isSided, type Rule, type Sides } from './rule.ts'
import { schemaRules } from './schema.ts'
import { securityRules } from './security.ts'

/** Every rule by its id. Exceptions and programs refer to ids, so they never change. */
export const rules = {
  ...operationRules,
  ...responseRules,
  ...securityRules,
  ...schemaRules,
  ...propertyRules,
  ...boundRules,
  ...docsRules,
  ...extensionRules,
}

export type RuleId = keyof typeof rules

export const ruleOf = (id: RuleId): Rule => rules[id]

type Side = keyof Sides<unknown>

/** An added or removed property matters even if values stay valid, so these rules concern values only in requests or only in responses. */
const PROPERTY_RULES: Partial<Record<RuleId, readonly Side[]>> = {
  'required-added': ['request', 'response'],
  'required-removed': ['request', 'response'],
  'required-property-added': ['request'],
  'required-property-removed': ['response'],
  'property-refused': ['request'],
  'additional-properties-refused': ['request', 'response'],
}

/** The verdict of a rule about which values are valid, such as that of a limit; undefined for other rules. */
export function concernsValues(id: RuleId, side: Side): Verdict | undefined {
  const { outcome } = ruleOf(id)
  const isAboutValues =
    PROPERTY_RULES[id]?.includes(side) ??
    (Object.hasOwn(boundRules, id) || (Object.hasOwn(schemaRules, id) && !/^(discriminator|format-hint)-/.test(id)))
  return isAboutValues && isSided(outcome) ? outcome[side].verdict : undefined
}

/** Whether changes of this rule only concern documentation. */
export function isDocsRule(id: RuleId): boolean {
  const { outcome } = ruleOf(id)
  return isSided(outcome) ? false : outcome.verdict === 'docs'
}
