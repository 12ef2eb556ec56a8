import type { Located, OpenApiDocument } from '../../../openapi/document.ts'
import type { Contract } from '../contract.ts'
import type { Rule } from '../rule.ts'
import { end, inField, membersOf, partsOf } from '../schemas.ts'

const isError = (status: string) => /^[45]|^default$/.test(status)

/** Every error is the schema that most errors are, or one that promises what it promises. */
export const errorSchema: Rule = {
  name: 'error-schema',
  *check(contract) {
    const { document } = contract
    const usual = usualError(contract)
    const demanded = usual ? promisesOf(document, usual) : new Set()
    for (const [status, response] of errorsOf(contract)) {
      const bodies = bodiesOf(response)
      if (bodies.length === 0)
        yield {
          pointer: response.pointer,
          message: `The error ${status} has no content`,
          hint: `Give it application/json with ${nameOf(usual)}.`,
        }
      for (const [type, schema] of bodies) {
        const promises = schema ? promisesOf(document, schema) : new Set()
        const missing = [...demanded].filter(name => !promises.has(name))
        if (missing.length === 0 && promises.size > 0) continue
        yield {
          pointer: (schema ?? response).pointer,
          message: `The error ${status} as ${type} is not the error schema`,
          hint: `Use ${nameOf(usual)}, or a schema that requires ${[...demanded].join(' and ') || 'a message'} too.`,
        }
      }
    }
  },
}

/** Those of HEAD have no content by definition (RFC 9110, 9.3.2). */
const errorsOf = ({ operations }: Contract): [string, Located][] =>
  operations
    .filter(({ method }) => method !== 'head')
    .flatMap(({ responses }) => responses.filter(([status]) => isError(status)))

const bodiesOf = (response: Located): [string, Located | undefined][] =>
  membersOf(response, 'content').map(([type, media]) => [type, inField(media, 'schema')])

function usualError(contract: Contract): Located | undefined {
  const counts = new Map<string, { schema: Located; times: number }>()
  for (const [, response] of errorsOf(contract)) {
    for (const [, schema] of bodiesOf(response)) {
      const found = schema && end(contract.document, schema)
      if (!found) continue
      const entry = counts.get(found.pointer) ?? { schema: found, times: 0 }
      counts.set(found.pointer, { ...entry, times: entry.times + 1 })
    }
  }
  return [...counts.values()].sort((a, b) => b.times - a.times)[0]?.schema
}

/** The properties that are always there. */
const promisesOf = (document: OpenApiDocument, schema: Located): Set<unknown> =>
  new Set(partsOf(document, schema).flatMap(({ value }) => (Array.isArray(value.required) ? value.required : [])))

const nameOf = (usual: Located | undefined) => usual?.pointer ?? 'the error schema'
