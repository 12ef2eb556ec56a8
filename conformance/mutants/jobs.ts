/** A mutant to run, by its index in the list of its kind. */
export interface Job {
  kind: Kind
  index: number
}

export const KINDS = ['spec', 'server'] as const
export type Kind = (typeof KINDS)[number]
