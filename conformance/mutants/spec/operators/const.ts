import { fromTo } from '../mutation.ts'
import { onSchemas } from './on-schemas.ts'

/** Changes the constant. */
export const constant = onSchemas('const', ({ value: schema }) => {
  const { const: only } = schema
  if (only === undefined) return []
  const other = typeof only === 'number' ? only + 1 : typeof only === 'boolean' ? !only : `changed-${only}`
  return [{ value: { ...schema, const: other }, change: fromTo('const', only, other), at: ['const'] }]
})
