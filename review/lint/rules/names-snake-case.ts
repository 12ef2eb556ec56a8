import { into } from '../../../openapi/document.ts'
import { membersOf } from '../../../openapi/members.ts'
import type { Rule } from '../rule.ts'

const isSnakeCase = (name: string) => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)

/** `perPage`, `PER-PAGE` → `per_page`. */
const snakeCase = (name: string) =>
  name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()

/** Names of properties and of path and query parameters. Headers have their own rule. */
export const namesSnakeCase: Rule = {
  name: 'names-snake-case',
  *check({ nodes }) {
    for (const node of nodes) {
      const { kind, value, pointer } = node
      if (kind === 'Parameter' && value.in !== 'header' && typeof value.name === 'string' && !isSnakeCase(value.name))
        yield finding(into(pointer, 'name'), `The ${value.in} parameter ${value.name}`, value.name)
      if (kind !== 'Schema') continue
      for (const [name, property] of membersOf(node, 'properties'))
        if (!isSnakeCase(name)) yield finding(property.pointer, `The property ${name}`, name)
    }
  },
}

const finding = (pointer: string, what: string, name: string) => ({
  pointer,
  message: `${what} is not in snake_case`,
  hint: `Rename it to ${snakeCase(name) || 'lowercase words joined with underscores'}.`,
})
