import type { OpenApiDocument } from '../../../openapi/document.ts'
import type { Side } from '../graph.ts'
import type { SchemaSource } from '../schema/members.ts'
import type { Condition, Role, ValueSchema } from './condition.ts'
import type { Identity } from './identity.ts'
import { Search, TooComplex } from './search.ts'

/** A schema that allows no value. */
const NOTHING: SchemaSource = { value: { enum: [] }, pointer: 'nothing' }

interface Versions {
  base: OpenApiDocument
  head: OpenApiDocument
  identity: Identity
}

/** Tells whether every value that is valid in the version of the sender is also valid in the version of the reader. */
export class Inclusion {
  readonly #contracts: Readonly<Record<Role, OpenApiDocument>>
  readonly #exact: Search
  readonly #readingSeveral: Search
  readonly #allowingSeveral: Search
  readonly #opensEnums: boolean

  /**
   * @param side who reads the values: the API (request), with head, or the clients (response), with base
   * @param opensEnums whether extensible enums allow every string, as they do in responses
   */
  constructor({ base, head, identity }: Versions, side: Side, opensEnums = side === 'response') {
    this.#opensEnums = opensEnums
    this.#contracts = side === 'request' ? { sent: base, read: head } : { sent: head, read: base }
    this.#exact = new Search(identity, side, [])
    this.#readingSeveral = new Search(identity, side, ['read'])
    this.#allowingSeveral = new Search(identity, side, ['sent', 'read'])
  }

  /** Undefined if the search took too many steps. */
  result(sent: readonly SchemaSource[], read: readonly SchemaSource[]): boolean | undefined {
    return this.#result(this.#exact, sent, read)
  }

  /** False if the search took too many steps. */
  holds(sent: readonly SchemaSource[], read: readonly SchemaSource[]): boolean {
    return this.result(sent, read) === true
  }

  /** Whether it would hold if readers accepted values that match several alternatives of oneOf. */
  holdsForAnyOf(sent: readonly SchemaSource[], read: readonly SchemaSource[]): boolean {
    return this.#result(this.#readingSeveral, sent, read) === true
  }

  /** Whether every value is invalid only because it matches several alternatives of a oneOf. */
  excludesItself(sent: readonly SchemaSource[]): boolean {
    const isEmpty = (search: Search) => this.#result(search, sent, [NOTHING]) === true
    return isEmpty(this.#exact) && !isEmpty(this.#allowingSeveral)
  }

  #result(search: Search, sent: readonly SchemaSource[], read: readonly SchemaSource[]): boolean | undefined {
    const all = sent.map(source => this.#condition('sent', true, source))
    try {
      return read.every(source => !search.finds([...all, this.#condition('read', false, source)]))
    } catch (error) {
      if (error instanceof TooComplex) return undefined
      throw error
    }
  }

  #condition(role: Role, isMet: boolean, source: SchemaSource): Condition {
    return { isMet, schema: this.#schema(role, source) }
  }

  #schema(role: Role, { value, pointer, exemptTypes }: SchemaSource): ValueSchema {
    return { role, contract: this.#contracts[role], value, pointer, exemptTypes, opensEnums: this.#opensEnums }
  }
}
