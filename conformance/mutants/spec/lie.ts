import type { Json, JsonObject } from '../../../openapi/document.ts'
import type { Sites } from './sites.ts'

/** Something that a contract says wrongly. */
export interface Lie {
  /** Where the original has it, or the nearest that is there. */
  pointer: string
  /** From what to what, in one line. */
  change: string
  /** The operationIds that it reaches. */
  operations: Iterable<string>
  /** A new root, which shares what is not changed. */
  edit(root: JsonObject): JsonObject
}

/** A way to lie, wherever the contract gives occasion. */
export interface Operator {
  name: string
  lies(sites: Sites): Lie[]
}

const LONGEST = 60

/** A value as it is written in one line; nothing for what is not there. */
export function said(value: Json | undefined): string {
  if (value === undefined) return 'none'
  const text = JSON.stringify(value)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

export const fromTo = (keyword: string, from: Json | undefined, to: Json | undefined): string =>
  `${keyword}: ${said(from)} → ${said(to)}`
