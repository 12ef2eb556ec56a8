import { boundRules } from './bounds.ts'
import { docsRules, extensionRules } from './docs.ts'
import { operationRules } from './operation.ts'
import { propertyRules } from './property.ts'
import { responseRules } from './response.ts'
import { isSided, type Rule } from './rule.ts'
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

/** Whether changes of this rule only concern documentation. */
export function isDocsRule(id: RuleId): boolean {
  const { outcome } = ruleOf(id)
  return isSided(outcome) ? false : outcome.verdict === 'docs'
}
