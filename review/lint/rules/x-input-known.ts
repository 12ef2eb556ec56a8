import { into, isObject } from '../../../openapi/document.ts'
import { inputRules } from '../../../openapi/input-rules.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Rule } from '../rule.ts'

/** An unknown or malformed rule in `x-input` has no effect. */
export const xInputKnown: Rule = {
  name: 'x-input-known',
  *check({ document }) {
    const rules = document.root['x-input']
    if (rules === undefined) return
    if (!isObject(rules)) {
      yield {
        pointer: '#/x-input',
        message: 'x-input must be an object',
        hint: 'Use an object with a rule in each field.',
      }
      return
    }
    for (const [name, value] of Object.entries(rules)) {
      const pointer = into('#/x-input', name)
      const known = Object.hasOwn(inputRules, name) ? inputRules[name] : undefined
      const meant = nearest(name, Object.keys(inputRules))
      if (!known)
        yield {
          pointer,
          message: `${name} is not a rule of x-input`,
          hint: meant ? `Did you mean ${meant}?` : `Use one of ${Object.keys(inputRules).join(', ')}.`,
        }
      else if (!known.accepts(value))
        yield {
          pointer,
          message: `${name} ${known.must}, not ${JSON.stringify(value)}`,
          hint: 'Correct it or remove it.',
        }
    }
  },
}
