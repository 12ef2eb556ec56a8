import { isObject, type Json } from '../../../openapi/document.ts'
import { isKind, itemOf, memberOf } from './fields.ts'

const TYPES = ['string', 'integer', 'number', 'boolean', 'object', 'array', 'null']
const isText = (value: Json) => typeof value === 'string'
const isUnique = (values: Json[]) => new Set(values.map(value => JSON.stringify(value))).size === values.length
const isSchema = (value: Json) => isObject(value) || typeof value === 'boolean'

/** What may stand in a field, by the word that `fields.ts` has for it, and how to say so. */
const VALUES: Record<string, { accepts(value: Json): boolean; must: string }> = {
  any: { accepts: () => true, must: '' },
  text: { accepts: isText, must: 'must be a string' },
  switch: { accepts: value => typeof value === 'boolean', must: 'must be true or false' },
  number: { accepts: value => typeof value === 'number', must: 'must be a number' },
  positive: { accepts: value => typeof value === 'number' && value > 0, must: 'must be a number above 0' },
  count: { accepts: value => Number.isInteger(value) && Number(value) >= 0, must: 'must be a whole number from 0' },
  names: {
    accepts: value => Array.isArray(value) && value.every(isText) && isUnique(value),
    must: 'must be a list of names, each once',
  },
  values: {
    accepts: value => Array.isArray(value) && value.length > 0,
    must: 'must be a list of values',
  },
  types: {
    accepts: value => {
      const names = Array.isArray(value) ? value : [value]
      return names.length > 0 && isUnique(names) && names.every(name => TYPES.includes(name as string))
    },
    must: `must be one or more of ${TYPES.join(', ')}`,
  },
  schemas: {
    accepts: value => Array.isArray(value) && value.length > 0,
    must: 'must be a list of schemas',
  },
  Schema: { accepts: isSchema, must: 'must be a schema' },
}

/** What a value must be and is not, or undefined; members of lists and maps are not looked at. */
export function faultOf(holds: string, value: Json): string | undefined {
  if (VALUES[holds]) return VALUES[holds].accepts(value) ? undefined : VALUES[holds].must
  if (itemOf(holds) !== undefined) return Array.isArray(value) ? undefined : 'must be a list'
  const isMap = memberOf(holds) !== undefined || isKind(holds)
  return isMap && isObject(value) ? undefined : 'must be an object'
}
