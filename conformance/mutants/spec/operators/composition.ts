import { isObject } from '../../../../openapi/document.ts'
import { said } from '../lie.ts'
import { onSchemas } from './on-schemas.ts'

/** Each part of a schema is dropped. */
export const composition = onSchemas('composition', ({ value: schema }) =>
  ['allOf', 'anyOf', 'oneOf'].flatMap(keyword => {
    const list = schema[keyword]
    if (!Array.isArray(list) || list.length < 2) return []
    return list.flatMap((part, index) => {
      // Null is what nullability is about.
      if (isObject(part) && part.type === 'null') return []
      const value = { ...schema, [keyword]: list.toSpliced(index, 1) }
      return [{ value, change: `${keyword} without ${said(part)}`, at: [keyword, index] }]
    })
  }),
)
