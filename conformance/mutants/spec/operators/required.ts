import { isObject } from '../../../../openapi/document.ts'
import { without } from '../edit.ts'
import { inline } from '../mutation.ts'
import { onSchemas, type Rewrite } from './on-schemas.ts'

/** Makes each required property optional and each optional one required. */
export const required = onSchemas('required', ({ value: schema }) => {
  const names = Array.isArray(schema.required) ? schema.required : []
  const properties = isObject(schema.properties) ? Object.keys(schema.properties) : []
  const dropped = names.map((name, index): Rewrite => {
    const rest = names.toSpliced(index, 1)
    const value = rest.length > 0 ? { ...schema, required: rest } : without(schema, 'required')
    return { value, change: `${inline(name)} dropped`, at: ['required', index] }
  })
  const added = properties
    .filter(name => !names.includes(name))
    .map(
      (name): Rewrite => ({
        value: { ...schema, required: [...names, name] },
        change: `${inline(name)} added`,
        at: ['properties', name],
      }),
    )
  return [...dropped, ...added]
})
