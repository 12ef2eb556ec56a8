import type { Rule } from '../rule.ts'

/** Readers must not have to guess what an enum value means. A single value is a constant, which explains itself. */
export const enumDescribed: Rule = {
  name: 'enum-described',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Schema' || !Array.isArray(value.enum)) continue
      const members = value.enum.filter(member => member !== null)
      const description = String(value.description ?? '')
      const missing = members.filter(member => !description.includes(`\`${member}\``))
      if (members.length < 2 || missing.length === 0) continue
      const names = missing.map(member => `\`${member}\``).join(', ')
      yield {
        pointer: `${pointer}/enum`,
        message: `The description does not explain ${names}`,
        hint: 'Explain each value in the description, with the value in backticks.',
      }
    }
  },
}
