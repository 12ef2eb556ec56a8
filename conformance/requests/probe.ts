import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Shape } from '../contract/shape.ts'
import type { At, Case, Recipe } from './case.ts'

/** A case of an operation that is known. */
export type Probe = Omit<Case, 'operation'>

/** What makes probes of one kind for an operation; none when the operation has nothing of the kind. */
export type Family = (document: OpenApiDocument, shape: Shape, at: At) => Probe[]

/** Probes of which each has one recipe by a name. */
export const probes = (about: string, recipes: readonly (readonly [name: string, recipe: Recipe])[]): Probe[] =>
  recipes.map(([name, recipe]) => ({ name: `${about}: ${name}`, recipe }))
