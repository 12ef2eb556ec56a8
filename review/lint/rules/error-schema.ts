import type { Located, OpenApiDocument } from '../../../openapi/document.ts'
import { memberOf, membersOf } from '../../../openapi/members.ts'
import { findResolved } from '../../../openapi/references.ts'
import type { Contract } from '../contract.ts'
import type { Rule } from '../rule.ts'
import { partsOf } from '../schemas.ts'

const isError = (status: string) => /^[45]|^default$/.test(status)

/** Every error response uses the most common error schema, or a schema that requires the same properties. */
export const errorSchema: Rule = {
  name: 'error-schema',
  *check(contract) {
    const { document } = contract
    const common = commonSchema(contract)
    const name = common?.pointer ?? 'the error schema'
    const requiredByCommon = common ? requiredBy(document, common) : new Set()
    for (const [status, response] of errorsIn(contract)) {
      const bodies = bodiesOf(response)
      if (bodies.length === 0)
        yield {
          pointer: response.pointer,
          message: `The ${status} response has no content`,
          hint: `Add application/json content with ${name}.`,
        }
      for (const [type, schema] of bodies) {
        const required = schema ? requiredBy(document, schema) : new Set()
        if (required.size > 0 && [...requiredByCommon].every(property => required.has(property))) continue
        yield {
          pointer: (schema ?? response).pointer,
          message: `The ${status} response as ${type} does not use the error schema`,
          hint: `Use ${name} or a schema that also requires ${[...requiredByCommon].join(' and ') || 'a message'}.`,
        }
      }
    }
  },
}

/** Responses to HEAD have no content (RFC 9110, 9.3.2). */
const errorsIn = ({ operations }: Contract): [string, Located][] =>
  operations
    .filter(({ method }) => method !== 'head')
    .flatMap(({ responses }) => responses.filter(([status]) => isError(status)))

const bodiesOf = (response: Located): [string, Located | undefined][] =>
  membersOf(response, 'content').map(([type, media]) => [type, memberOf(media, 'schema')])

function commonSchema(contract: Contract): Located | undefined {
  const counts = new Map<string, { schema: Located; times: number }>()
  for (const [, response] of errorsIn(contract)) {
    for (const [, schema] of bodiesOf(response)) {
      const found = schema && findResolved(contract.document, schema)
      if (!found) continue
      const entry = counts.get(found.pointer) ?? { schema: found, times: 0 }
      counts.set(found.pointer, { ...entry, times: entry.times + 1 })
    }
  }
  return [...counts.values()].sort((a, b) => b.times - a.times)[0]?.schema
}

const requiredBy = (document: OpenApiDocument, schema: Located): Set<unknown> =>
  new Set(partsOf(document, schema).flatMap(({ value }) => (Array.isArray(value.required) ? value.required : [])))
