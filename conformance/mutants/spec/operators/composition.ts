import { isObject } from '../../../../openapi/document.ts'
import { inline } from '../mutation.ts'
import { onSchemas } from './on-schemas.ts'

/** Removes each part of a composed schema. */
export const composition = onSchemas('composition', ({ value: schema }) =>
  ['allOf', 'anyOf', 'oneOf'].flatMap(keyword => {
    const list = schema[keyword]
    if (!Array.isArray(list) || list.length < 2) return []
    return list.flatMap((part, index) => {
      // The operator nullability covers null.
      if (isObject(part) && part.type === 'null') return []
      const value = { ...schema, [keyword]: list.toSpliced(index, 1) }
      return [{ value, change: `${keyword} without ${inline(part)}`, at: [keyword, index] }]
    })
  }),
)
