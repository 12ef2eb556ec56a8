import { into } from '../../../openapi/document.ts'
import { membersOf } from '../../../openapi/members.ts'
import type { Rule } from '../rule.ts'

const isKebabCase = (name: string) => /^[A-Z][A-Za-z0-9]*(-[A-Z0-9][A-Za-z0-9]*)*$/.test(name)

/** Request and response headers are written as in HTTP: `X-Request-Id`, `ETag`. */
export const headersKebabCase: Rule = {
  name: 'headers-kebab-case',
  *check({ nodes }) {
    for (const node of nodes) {
      const { kind, value, pointer } = node
      if (kind === 'Parameter' && value.in === 'header' && typeof value.name === 'string' && !isKebabCase(value.name))
        yield finding(into(pointer, 'name'), value.name)
      if (kind !== 'Response') continue
      for (const [name, header] of membersOf(node, 'headers'))
        if (!isKebabCase(name)) yield finding(header.pointer, name)
    }
  },
}

const finding = (pointer: string, name: string) => ({
  pointer,
  message: `The header name ${name} is not in Kebab-Case`,
  hint: 'Start each word with a capital letter and join words with hyphens, like Idempotency-Key.',
})
