import { isObject } from '../../../../openapi/document.ts'
import { fromTo } from '../mutation.ts'
import { onSchemas } from './on-schemas.ts'

/** Changes the type of the items. */
export const items = onSchemas('items', ({ value: schema }) => {
  if (!isObject(schema.items)) return []
  const other = { type: schema.items.type === 'boolean' ? 'integer' : 'boolean' }
  return [{ value: { ...schema, items: other }, change: fromTo('items', schema.items, other), at: ['items'] }]
})
