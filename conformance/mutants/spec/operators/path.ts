import { into } from '../../../../openapi/pointer.ts'
import { edited } from '../edit.ts'
import type { Operator } from '../mutation.ts'

/** Removes each path with all its operations. */
export const path: Operator = {
  name: 'path',
  mutations: ({ operations }) =>
    [...Map.groupBy(operations, ({ path }) => path)].map(([name, those]) => ({
      pointer: into('#/paths', name),
      change: `${name} dropped`,
      operations: those.map(({ id }) => id),
      edit: root => edited(root, into('#/paths', name), () => undefined),
    })),
}
