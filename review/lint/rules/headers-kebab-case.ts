import { into } from '../../../openapi/document.ts'
import type { Rule } from '../rule.ts'
import { membersOf } from '../schemas.ts'

const isKebabCase = (name: string) => /^[A-Z][A-Za-z0-9]*(-[A-Z0-9][A-Za-z0-9]*)*$/.test(name)

/** Headers that are sent and those that are answered, as HTTP writes them: `X-Request-Id`, `ETag`. */
export const headersKebabCase: Rule = {
  name: 'headers-kebab-case',
  *check({ nodes }) {
    for (const node of nodes) {
      const { kind, value, pointer } = node
      if (kind === 'Parameter' && value.in === 'header' && typeof value.name === 'string' && !isKebabCase(value.name))
        yield fault(into(pointer, 'name'), value.name)
      if (kind !== 'Response' && kind !== 'Encoding') continue
      for (const [name, header] of membersOf(node, 'headers')) if (!isKebabCase(name)) yield fault(header.pointer, name)
    }
  },
}

const fault = (pointer: string, name: string) => ({
  pointer,
  message: `The header ${name} is not in Kebab-Case`,
  hint: 'Begin each of its words with a capital and join them by hyphens: Idempotency-Key.',
})
