import type { OpenApiDocument } from '../../../openapi/document.ts'
import type { Side } from '../graph.ts'
import type { SchemaSource } from '../schema/members.ts'
import type { Condition, Role, ValueSchema } from './condition.ts'
import type { Identity } from './identity.ts'
import { Search, TooComplex } from './search.ts'

const NOTHING: SchemaSource = { value: { enum: [] }, pointer: 'nothing' }

interface Versions {
  base: OpenApiDocument
  head: OpenApiDocument
  identity: Identity
}

/** Whether every value that the version of the senders allows is valid in the version of the readers. */
export class Inclusion {
  readonly #contracts: Readonly<Record<Role, OpenApiDocument>>
  readonly #exact: Search
  readonly #readingSeveral: Search
  readonly #allowingSeveral: Search

  readonly #opensEnums: boolean

  /**
   * @param side whether the API reads the values, in requests, or its clients do, in responses
   * @param opensEnums whether extensible enums allow every string
   */
  constructor({ base, head, identity }: Versions, side: Side, opensEnums = side === 'response') {
    this.#opensEnums = opensEnums
    this.#contracts = side === 'request' ? { sent: base, read: head } : { sent: head, read: base }
    this.#exact = new Search(identity, side, [])
    this.#readingSeveral = new Search(identity, side, ['read'])
    this.#allowingSeveral = new Search(identity, side, ['sent', 'read'])
  }

  /** False also if that cannot be determined. */
  holds(sent: readonly SchemaSource[], read: readonly SchemaSource[]): boolean {
    return this.#holds(this.#exact, sent, read)
  }

  /** Whether it would hold if readers accepted values that match several alternatives of oneOf. */
  holdsForAnyOf(sent: readonly SchemaSource[], read: readonly SchemaSource[]): boolean {
    return this.#holds(this.#readingSeveral, sent, read)
  }

  /** Whether no value is valid because alternatives of oneOf, of which a value may match only one, overlap. */
  excludesItself(sent: readonly SchemaSource[]): boolean {
    return this.#holds(this.#exact, sent, [NOTHING]) && !this.#holds(this.#allowingSeveral, sent, [NOTHING])
  }

  #holds(search: Search, sent: readonly SchemaSource[], read: readonly SchemaSource[]): boolean {
    const all = sent.map(source => this.#condition('sent', true, source))
    try {
      return read.every(source => !search.finds([...all, this.#condition('read', false, source)]))
    } catch (error) {
      if (error instanceof TooComplex) return false
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
