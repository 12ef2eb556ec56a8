import type { Located } from '../../openapi/document.ts'
import type { Contract } from './contract.ts'
import { branchesOf, inField, membersOf, partsOf } from './schemas.ts'

/** Headers that HTTP itself defines (RFC 9110); how long they may be is not ours to say. */
const OF_HTTP =
  /^(if-(match|none-match|modified-since|unmodified-since|range)|range|expect|from|referer|te|via|user-agent|max-forwards|accept-.*)$/i

/** The schemas of what callers send: parameters and bodies. */
export const inputsOf = ({ operations }: Contract): Located[] =>
  operations.flatMap(({ parameters, requestBody }) =>
    [
      ...parameters.filter(({ value }) => !isOfHttp(value.in, value.name)),
      ...(requestBody ? [requestBody] : []),
    ].flatMap(owner => [
      ...[inField(owner, 'schema')].filter(schema => schema !== undefined),
      ...membersOf(owner, 'content').flatMap(([, media]) => inField(media, 'schema') ?? []),
    ]),
  )

const isOfHttp = (place: unknown, name: unknown) => place === 'header' && OF_HTTP.test(String(name))

/** What one value is judged by where it stands: a schema, all it refers to, and the branches around it. */
interface Spot {
  /** The part that stands here. */
  part: Located
  /** All that hold at once, those of the schemas around it too. */
  all: Located[]
}

/** Every spot of a schema's values, those of properties and items too; each part once. */
export function* spotsIn(contract: Contract, schemas: Located[]): Generator<Spot> {
  const seen = new Set<string>()
  const waiting: { schema: Located; around: Located[] }[] = schemas.map(schema => ({ schema, around: [] }))
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const parts = partsOf(contract.document, next.schema)
    const byPointer = new Map([...next.around, ...parts].map(part => [part.pointer, part]))
    const [all, key] = [[...byPointer.values()], [...byPointer.keys()].join(' ')]
    if (seen.has(key)) continue
    seen.add(key)
    for (const part of parts) {
      yield { part, all }
      for (const branch of branchesOf(part)) waiting.push({ schema: branch, around: all })
      for (const inner of valuesIn(part)) waiting.push({ schema: inner, around: [] })
    }
  }
}

/** The schemas of the values in an object or array. */
function valuesIn(part: Located): Located[] {
  const single = ['items', 'additionalProperties', 'contains', 'unevaluatedProperties', 'unevaluatedItems']
  const several = ['properties', 'patternProperties', 'prefixItems', 'dependentSchemas']
  return [
    ...single.flatMap(field => inField(part, field) ?? []),
    ...several.flatMap(field => membersOf(part, field).map(([, member]) => member)),
  ]
}
