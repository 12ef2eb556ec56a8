import { isObject, type JsonObject, type OpenApiDocument } from '../../../openapi/document.ts'
import { keysOf } from '../../../openapi/pointer.ts'
import { keywordOf } from '../../../openapi/vocabulary.ts'
import type { SchemaSource } from '../schema/members.ts'
import { canonical } from '../text.ts'

/** Numbers the schemas of both versions. Two schemas have the same number if they differ in documentation only. */
export class Identity {
  readonly #numbers = new Map<string, number>()
  readonly #known = new WeakMap<object, number>()
  readonly #base: OpenApiDocument
  readonly #head: OpenApiDocument
  readonly #shared: ReadonlySet<string>

  constructor(base: OpenApiDocument, head: OpenApiDocument) {
    this.#base = base
    this.#head = head
    this.#shared = sharedComponents(schemasOf(base), schemasOf(head))
  }

  of(contract: OpenApiDocument, value: JsonObject): number {
    const known = this.#known.get(value)
    if (known !== undefined) return known
    const version = contract === this.#base ? 'base' : 'head'
    const text = textOf(
      value,
      part => String(this.of(contract, part)),
      ref => (this.#shared.has(ref) ? ref : `${version} ${ref}`),
    )
    const number = this.#numbers.get(text) ?? this.#numbers.size
    this.#numbers.set(text, number)
    this.#known.set(value, number)
    return number
  }

  /** Whether the schemas of both versions at one place differ in documentation only. */
  isAlike(base: readonly SchemaSource[], head: readonly SchemaSource[]): boolean {
    const textOfAll = (contract: OpenApiDocument, sources: readonly SchemaSource[]) =>
      sources
        .map(({ value, exemptTypes = [] }) => `${this.of(contract, value)} ${[...exemptTypes].sort()}`)
        .sort()
        .join('+')
    return textOfAll(this.#base, base) === textOfAll(this.#head, head)
  }
}

/** A text of everything in a schema that decides which values are valid. */
function textOf(value: JsonObject, part: (schema: JsonObject) => string, reference: (ref: string) => string): string {
  const texts = Object.entries(value).flatMap(([name, content]) => {
    if (name === 'x-extensible') return content === true ? name : []
    const keyword = keywordOf(name)
    if (keyword === undefined || keyword.role === 'annotation') return []
    if (name === '$ref') return `${name} ${reference(String(content))}`
    if (Array.isArray(content)) {
      const isListOfSchemas = keyword.role === 'applicator'
      return `${name} ${content.map(each => (isListOfSchemas ? part(each as JsonObject) : canonical(each))).sort()}`
    }
    if (!isObject(content) || keyword.role !== 'applicator') return `${name} ${canonical(content)}`
    if (name !== 'properties') return `${name} ${part(content)}`
    return `${name} ${Object.entries(content)
      .map(([key, property]) => `${JSON.stringify(key)} ${part(property as JsonObject)}`)
      .sort()}`
  })
  return texts.sort().join('\n')
}

type Schemas = ReadonlyMap<string, JsonObject>

function schemasOf(contract: OpenApiDocument): Schemas {
  const schemas = contract.at('#/components/schemas')
  return new Map(Object.entries(isObject(schemas) ? schemas : {}) as [string, JsonObject][])
}

/** References to the components that are equal in both versions, and that refer only to such components. */
function sharedComponents(base: Schemas, head: Schemas): Set<string> {
  const references = new Map<string, Set<string>>()
  for (const [name, schema] of base) {
    const found = new Set<string>()
    const other = head.get(name)
    const text = (value: JsonObject): string => textOf(value, text, ref => ref)
    const collect = (value: JsonObject): string => textOf(value, collect, ref => `${found.add(ref) && ref}`)
    if (other && collect(schema) === text(other)) references.set(name, found)
  }
  const isKnown = (ref: string) => {
    const [place, kind, name, ...more] = keysOf(ref) ?? []
    return place === 'components' && kind === 'schemas' && more.length === 0 && references.has(String(name))
  }
  for (let before = -1; before !== references.size; ) {
    before = references.size
    for (const [name, found] of references) if (![...found].every(isKnown)) references.delete(name)
  }
  return new Set([...references.keys()].map(name => `#/components/schemas/${encodeURI(name)}`))
}
