import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'
import { membersOf } from '../schemas.ts'

const isSnakeCase = (name: string) => /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(name)

/** `perPage`, `PER-PAGE` → `per_page`. */
const snakeCase = (name: string) =>
  name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase()

/** Properties, and parameters but for headers, whose names HTTP writes otherwise. */
export const namesSnakeCase: Rule = {
  name: 'names-snake-case',
  *check({ nodes }) {
    for (const node of nodes) {
      const { kind, value, pointer } = node
      if (kind === 'Parameter' && value.in !== 'header' && typeof value.name === 'string' && !isSnakeCase(value.name))
        yield fault(into(pointer, 'name'), `The ${value.in} parameter ${value.name}`, value.name)
      if (kind !== 'Schema') continue
      for (const [name, property] of membersOf(node, 'properties'))
        if (!isSnakeCase(name)) yield fault(property.pointer, `The property ${name}`, name)
    }
  },
}

const fault = (pointer: string, what: string, name: string) => ({
  pointer,
  message: `${what} is not in snake_case`,
  hint: `Call it ${snakeCase(name) || 'by words in small letters, joined by _'}.`,
})
