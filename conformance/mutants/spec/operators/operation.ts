import { edited } from '../edit.ts'
import type { Operator } from '../mutation.ts'

/** Removes each operation but keeps its path. */
export const operation: Operator = {
  name: 'operation',
  mutations: ({ operations }) =>
    operations.map(({ id, pointer }) => ({
      pointer,
      change: `${id} dropped`,
      operations: [id],
      edit: root => edited(root, pointer, () => undefined),
    })),
}
