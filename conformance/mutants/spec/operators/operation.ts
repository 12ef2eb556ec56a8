import { edited } from '../edit.ts'
import type { Operator } from '../lie.ts'

/** Removes each operation but keeps its path. */
export const operation: Operator = {
  name: 'operation',
  lies: ({ operations }) =>
    operations.map(({ id, pointer }) => ({
      pointer,
      change: `${id} dropped`,
      operations: [id],
      edit: root => edited(root, pointer, () => undefined),
    })),
}
