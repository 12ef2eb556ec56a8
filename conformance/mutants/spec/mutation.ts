import type { Json, JsonObject } from '../../../openapi/document.ts'
import type { Sites } from './sites.ts'

/** A small change to a contract that makes it wrong. */
export interface Mutation {
  /** The changed place in the original, or its nearest existing parent. */
  pointer: string
  /** The change in one line. */
  change: string
  /** The operationIds that it affects. */
  operations: Iterable<string>
  /** Returns a new root, which shares all unchanged parts. */
  edit(root: JsonObject): JsonObject
}

/** Creates all mutations of one kind. */
export interface Operator {
  name: string
  mutations(sites: Sites): Mutation[]
}

const LONGEST = 60

/** A value in one line, shortened; `none` if there is no value. */
export function inline(value: Json | undefined): string {
  if (value === undefined) return 'none'
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

export const fromTo = (keyword: string, from: Json | undefined, to: Json | undefined): string =>
  `${keyword}: ${inline(from)} → ${inline(to)}`
