import { isObject, type JsonObject, type Located, type OpenApiDocument } from '../../../openapi/document.ts'
import { keysOf } from '../../../openapi/pointer.ts'
import { keywordOf } from '../../../openapi/vocabulary.ts'
import { canonical } from '../text.ts'
import type { Role, ValueSchema } from './condition.ts'

/** Gives schemas of both versions the same number if they are written alike, apart from documentation. */
export class Identity {
  readonly #numbers = new Map<string, number>()
  readonly #known: Readonly<Record<Role, WeakMap<object, number>>> = { sent: new WeakMap(), read: new WeakMap() }
  readonly #shared: ReadonlySet<string>

  constructor(sent: OpenApiDocument, read: OpenApiDocument) {
    this.#shared = sharedComponents(schemasOf(sent), schemasOf(read))
  }

  /** Whether a schema of the version `sent` and one of the version `read` are written alike. */
  isAlike(sent: Located, read: Located): boolean {
    return this.#of('sent', sent.value) === this.#of('read', read.value)
  }

  of({ role, value }: ValueSchema): number {
    return this.#of(role, value)
  }

  #of(role: Role, value: JsonObject): number {
    const known = this.#known[role].get(value)
    if (known !== undefined) return known
    const text = textOf(
      value,
      part => String(this.#of(role, part)),
      ref => (this.#shared.has(ref) ? ref : `${role} ${ref}`),
    )
    const number = this.#numbers.get(text) ?? this.#numbers.size
    this.#numbers.set(text, number)
    this.#known[role].set(value, number)
    return number
  }
}

/** Everything in a schema that decides about values. */
function textOf(value: JsonObject, part: (schema: JsonObject) => string, reference: (ref: string) => string): string {
  const texts = Object.entries(value).flatMap(([name, content]) => {
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

/** References to components that are written alike in both versions, with everything that they refer to. */
function sharedComponents(sent: Schemas, read: Schemas): Set<string> {
  const references = new Map<string, Set<string>>()
  for (const [name, schema] of sent) {
    const found = new Set<string>()
    const other = read.get(name)
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
