import { isObject, type Json } from '../../../../openapi/document.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited } from '../edit.ts'
import { fromTo, type Operator } from '../mutation.ts'

/** Flips each x-input rule, changes its number by one, or removes one of its places. */
export const inputRule: Operator = {
  name: 'x-input',
  mutations: ({ document, operations }) => {
    const rules = document.root['x-input']
    return Object.entries(isObject(rules) ? rules : {}).flatMap(([name, value]) =>
      othersOf(value).map(to => {
        const pointer = into('#/x-input', name)
        return {
          pointer,
          change: fromTo(name, value, to),
          operations: operations.map(({ id }) => id),
          edit: root => edited(root, pointer, () => to),
        }
      }),
    )
  },
}

function othersOf(value: Json): Json[] {
  if (typeof value === 'boolean') return [!value]
  if (typeof value === 'number') return [value - 1, value + 1]
  return Array.isArray(value) ? value.map((_, index) => value.toSpliced(index, 1)) : []
}
