import { into, isObject } from '../../../openapi/document.ts'
import { inputRules } from '../../../openapi/input-rules.ts'
import { nearest } from '../grammar/nearest.ts'
import type { Rule } from '../rule.ts'

/** A rule on input that nobody knows would be kept by nobody. */
export const xInputKnown: Rule = {
  name: 'x-input-known',
  *check({ document }) {
    const rules = document.root['x-input']
    if (rules === undefined) return
    if (!isObject(rules)) {
      yield { pointer: '#/x-input', message: 'x-input must be an object', hint: 'Give rules by name.' }
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
          hint: meant ? `Did you mean ${meant}?` : `Known are ${Object.keys(inputRules).join(', ')}.`,
        }
      else if (!known.accepts(value))
        yield {
          pointer,
          message: `${name} ${known.must}, this is ${JSON.stringify(value)}`,
          hint: 'Correct or remove it.',
        }
    }
  },
}
