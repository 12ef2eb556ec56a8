import { into, isObject, type Json, type Located } from '../../../openapi/document.ts'
import type { Contract } from '../read.ts'
import { isDocumentation } from './vocabulary.ts'

export function schemaAt(contract: Contract, pointer: string, value: Json | undefined): Located {
  if (isObject(value)) return { value, pointer }
  return contract.refuse(pointer, 'must be a schema')
}

/** The schemas of a list under a keyword. */
export function schemasAt(contract: Contract, { value, pointer }: Located, keyword: string): Located[] {
  const list = value[keyword]
  if (list === undefined) return []
  if (!Array.isArray(list)) return contract.refuse(into(pointer, keyword), 'must be an array')
  return list.map((item, index) => schemaAt(contract, into(pointer, keyword, index), item))
}

/** What a `$ref` names, one step on. */
export function targetOf(contract: Contract, { value, pointer }: Located): Located {
  const here = into(pointer, '$ref')
  const target = value.$ref
  if (typeof target !== 'string') return contract.refuse(here, 'must be a string')
  if (!target.startsWith('#'))
    return contract.refuse(here, `only references within the document are supported, not ${target}`)
  const found = contract.at(target)
  if (found === undefined) return contract.refuse(here, `${target} is not in the document`)
  return schemaAt(contract, target, found)
}

/** From a schema through references, and allOf of one, as long as nothing but documentation stands beside them. */
export function wayOf(contract: Contract, schema: Located): Located[] {
  const way = [schema]
  const seen = new Set<string>()
  for (const { value, pointer } of way) {
    if (seen.has(pointer)) break
    seen.add(pointer)
    const [part, ...others] = schemasAt(contract, { value, pointer }, 'allOf')
    const isAlone = Object.keys(value).every(key => key === 'allOf' || isDocumentation(key))
    if (value.$ref !== undefined) way.push(targetOf(contract, { value, pointer }))
    else if (part && others.length === 0 && isAlone) way.push(part)
  }
  return way
}

/** Where that way ends. */
export const endOf = (contract: Contract, schema: Located): Located => wayOf(contract, schema).at(-1) ?? schema
