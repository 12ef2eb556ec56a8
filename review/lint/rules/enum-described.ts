import type { Rule } from '../rule.ts'

/** A member that nobody explains is guessed at. One member alone is a constant and says itself what it is. */
export const enumDescribed: Rule = {
  name: 'enum-described',
  *check({ nodes }) {
    for (const { kind, value, pointer } of nodes) {
      if (kind !== 'Schema' || !Array.isArray(value.enum)) continue
      const members = value.enum.filter(member => member !== null)
      const text = String(value.description ?? '')
      const missing = members.filter(member => !text.includes(`\`${member}\``))
      if (members.length < 2 || missing.length === 0) continue
      const names = missing.map(member => `\`${member}\``).join(', ')
      yield {
        pointer: `${pointer}/enum`,
        message: `The description does not name ${names}`,
        hint: 'Say of each member what it means, the member in backticks.',
      }
    }
  },
}
