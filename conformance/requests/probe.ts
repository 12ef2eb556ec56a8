import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Shape } from '../contract/request-shape.ts'
import type { At, Case, Recipe } from './case.ts'

/** A case without its operation. */
export type Probe = Omit<Case, 'operation'>

/** Generates cases of one kind for an operation; none if it has no such input. */
export type ProbeGenerator = (document: OpenApiDocument, shape: Shape, at: At) => Probe[]

/** Cases named by what they are about and by their recipe. */
export const probes = (about: string, recipes: readonly (readonly [name: string, recipe: Recipe])[]): Probe[] =>
  recipes.map(([name, recipe]) => ({ name: `${about}: ${name}`, recipe }))
