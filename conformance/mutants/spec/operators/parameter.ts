import type { Operation } from '../../../../openapi/operations.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited } from '../edit.ts'
import type { Mutation, Operator } from '../mutation.ts'
import type { Site } from '../sites.ts'
import { flipped } from './header.ts'

const ADDED = 'added_parameter'

/** Makes query and header parameters required or optional, renames and removes them, and adds one to each operation. */
export const parameter: Operator = {
  name: 'parameter',
  mutations: ({ parameters, parameterEntries, operations }) => [
    ...parameters.map(flipped),
    ...parameters.map(renamed),
    ...parameterEntries.map(({ pointer, name, operations }) => ({
      pointer,
      change: `${name} dropped`,
      operations,
      edit: (root: Parameters<Mutation['edit']>[0]) => edited(root, pointer, () => undefined),
    })),
    ...operations.map(added),
  ],
}

function renamed({ value, pointer, operations }: Site): Mutation {
  const name = String(value.name)
  const to = value.in === 'header' ? `Renamed-${name}` : `renamed_${name}`
  const at = into(pointer, 'name')
  return { pointer: at, change: `${name} → ${to}`, operations, edit: root => edited(root, at, () => to) }
}

function added({ id, pointer, value }: Operation): Mutation {
  const at = into(pointer, 'parameters')
  return {
    pointer: value.parameters !== undefined ? at : pointer,
    change: `${ADDED} added`,
    operations: [id],
    edit: root =>
      edited(root, at, list => [
        ...(Array.isArray(list) ? list : []),
        { name: ADDED, in: 'query', schema: { type: 'string' } },
      ]),
  }
}
