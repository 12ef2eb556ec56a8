import { isObject } from '../../../../openapi/document.ts'
import { without } from '../edit.ts'
import { fromTo } from '../mutation.ts'
import { isSent } from '../schema-sites.ts'
import { onSchemas } from './on-schemas.ts'

/**
 * Opens a closed object and closes an open one. The suite treats response objects as closed by default, so that there only a map can
 * be closed.
 */
export const additionalProperties = onSchemas('additionalProperties', site => {
  const { value: schema } = site
  const { additionalProperties: others } = schema
  const types = [schema.type].flat()
  if (!types.includes('object')) return []
  const at = others === undefined ? [] : ['additionalProperties']
  if (others === false) {
    if (!isSent(site)) return []
    return [
      { value: without(schema, 'additionalProperties'), change: fromTo('additionalProperties', false, undefined), at },
    ]
  }
  if (!isSent(site) && !isObject(others)) return []
  return [
    { value: { ...schema, additionalProperties: false }, change: fromTo('additionalProperties', others, false), at },
  ]
})
