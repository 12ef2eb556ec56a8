import { fromTo } from '../lie.ts'
import { onSchemas } from './on-schemas.ts'

/** What a type becomes: none that admits some of its values, also when they are written as text. */
const OTHER: Readonly<Record<string, string>> = {
  string: 'integer',
  integer: 'boolean',
  number: 'boolean',
  boolean: 'integer',
  object: 'array',
  array: 'object',
}

/** A type becomes another; null stays beside it. */
export const type = onSchemas('type', ({ value: schema }) => {
  const types = [schema.type].flat()
  return types.flatMap(from => {
    const to = OTHER[String(from)]
    if (to === undefined || types.includes(to)) return []
    const changed = Array.isArray(schema.type) ? types.map(name => (name === from ? to : name)) : to
    return [{ value: { ...schema, type: changed as string }, change: fromTo('type', from, to), at: ['type'] }]
  })
})
