import type { JsonObject, Located, OpenApiDocument } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { targetOf } from '../../../openapi/references.ts'
import { keywordOf } from '../../../openapi/vocabulary.ts'

/** Annotations that only concern documentation. The others change behaviour and are compared one by one. */
export const isDocumentation = (keyword: string): boolean =>
  (keyword.startsWith('x-') && keyword !== 'x-extensible') ||
  (keywordOf(keyword)?.role === 'annotation' &&
    !['default', 'readOnly', 'writeOnly', 'discriminator'].includes(keyword))

/** The schemas of a list under a keyword. */
export function schemasAt({ value, pointer }: Located, keyword: 'allOf' | 'anyOf' | 'oneOf'): Located[] {
  const list = (value[keyword] ?? []) as JsonObject[]
  return list.map((item, index) => ({ value: item, pointer: into(pointer, keyword, index) }))
}

/** The schema and its targets: follows `$ref`, and an allOf of one schema that has only documentation beside it. */
export function referenceChain(contract: OpenApiDocument, schema: Located): Located[] {
  const chain = [schema]
  const seen = new Set<string>()
  for (const { value, pointer } of chain) {
    if (seen.has(pointer)) break
    seen.add(pointer)
    const [part, ...others] = schemasAt({ value, pointer }, 'allOf')
    const isAlone = Object.keys(value).every(key => key === 'allOf' || isDocumentation(key))
    const next =
      value.$ref === undefined && others.length === 0 && isAlone ? part : targetOf(contract, { value, pointer })
    if (next) chain.push(next)
  }
  return chain
}

export const endOfChain = (contract: OpenApiDocument, schema: Located): Located =>
  referenceChain(contract, schema).at(-1) ?? schema
