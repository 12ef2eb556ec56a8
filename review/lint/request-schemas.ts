import type { Located } from '../../openapi/document.ts'
import { memberOf, membersOf } from '../../openapi/members.ts'
import { keywordOf } from '../../openapi/vocabulary.ts'
import type { Contract } from './contract.ts'
import { branchesOf, partsOf } from './schemas.ts'

/** A schema of a value in a request, with all schemas that the value must also match. */
interface RequestSchema {
  schema: Located
  /** The schema itself, those around it in `allOf`, `anyOf` and `oneOf`, and those behind `$ref`. */
  applicable: Located[]
}

/** Every schema that parameters and request bodies use, with the schemas of their properties and items. */
export function* requestSchemasIn(contract: Contract): Generator<RequestSchema> {
  const seen = new Set<string>()
  const waiting: { schema: Located; around: Located[] }[] = inputsOf(contract).map(schema => ({ schema, around: [] }))
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const parts = partsOf(contract.document, next.schema)
    const byPointer = new Map([...next.around, ...parts].map(part => [part.pointer, part]))
    const [applicable, key] = [[...byPointer.values()], [...byPointer.keys()].join(' ')]
    if (seen.has(key)) continue
    seen.add(key)
    for (const part of parts) {
      yield { schema: part, applicable }
      for (const branch of branchesOf(part)) waiting.push({ schema: branch, around: applicable })
      for (const inner of valuesIn(part)) waiting.push({ schema: inner, around: [] })
    }
  }
}

/** Request headers that HTTP defines (RFC 9110); this API cannot limit their length. */
const HTTP_HEADER =
  /^(if-(match|none-match|modified-since|unmodified-since|range)|range|expect|from|referer|te|via|user-agent|max-forwards|accept-.*)$/i

/** The schemas of parameters and request bodies. */
const inputsOf = ({ operations }: Contract): Located[] =>
  operations
    .flatMap(({ parameters, requestBody }) => [
      ...parameters.filter(({ value }) => !(value.in === 'header' && HTTP_HEADER.test(String(value.name)))),
      ...(requestBody ? membersOf(requestBody, 'content').map(([, media]) => media) : []),
    ])
    .flatMap(owner => memberOf(owner, 'schema') ?? [])

/** The schemas of the items or properties of a value. */
const valuesIn = (schema: Located): Located[] =>
  Object.keys(schema.value).flatMap(keyword => {
    const { subschemas = 'same value', value } = keywordOf(keyword) ?? {}
    if (subschemas === 'same value') return []
    return value?.is === 'map'
      ? membersOf(schema, keyword).map(([, member]) => member)
      : (memberOf(schema, keyword) ?? [])
  })
