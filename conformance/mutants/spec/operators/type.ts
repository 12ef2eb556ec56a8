import { fromTo } from '../mutation.ts'
import { onSchemas } from './on-schemas.ts'

/** The replacement of each type, which accepts none of its values, even written as text. */
const OTHER: Readonly<Record<string, string>> = {
  string: 'integer',
  integer: 'boolean',
  number: 'boolean',
  boolean: 'integer',
  object: 'array',
  array: 'object',
}

/** Changes a type; null stays. */
export const type = onSchemas('type', ({ value: schema }) => {
  const types = [schema.type].flat()
  return types.flatMap(from => {
    const to = OTHER[String(from)]
    if (to === undefined || types.includes(to)) return []
    const changed = Array.isArray(schema.type) ? types.map(name => (name === from ? to : name)) : to
    return [{ value: { ...schema, type: changed as string }, change: fromTo('type', from, to), at: ['type'] }]
  })
})
