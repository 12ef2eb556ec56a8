import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DocumentError } from '../../../openapi/document.ts'
import { schemasArbitrary, valueArbitrary } from '../support/arbitraries.ts'
import { ajvValidator, generatedValidator } from '../support/validators.ts'

/** What an action gives, or undefined when it throws an error of this kind. */
function unless<Result>(Kind: new (...args: never[]) => Error, action: () => Result): Result | undefined {
  try {
    return action()
  } catch (error) {
    if (error instanceof Kind) return undefined
    throw error
  }
}

test.each(['response', 'request'] as const)(
  'in %s the generated code validates random values against random schemas as ajv does, or refuses the schema',
  direction => {
    const outcomes = { true: 0, false: 0 }
    const values = fc.array(valueArbitrary, { minLength: 20, maxLength: 20 })
    const property = fc.property(schemasArbitrary, values, (schemas, values) => {
      const ajv = ajvValidator(schemas)
      // Refused where a keyword stands beside a type it does not validate.
      const generated = unless(DocumentError, () => generatedValidator(schemas, direction))
      fc.pre(generated !== undefined)
      for (const value of values) {
        // The code that ajv makes of contains inside of contains can be broken: `items0 is not defined`.
        const valid = unless(ReferenceError, () => ajv(value))
        fc.pre(valid !== undefined)
        expect({ value, valid: 'value' in generated(value) }).toEqual({ value, valid })
        outcomes[`${valid}`] += 1
      }
    })
    fc.assert(property, { numRuns: 100 })
    // Both verdicts are tried often.
    expect(Math.min(outcomes.true, outcomes.false)).toBeGreaterThan(100)
  },
  30_000,
)
