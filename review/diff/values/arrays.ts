import { type Condition, isOpenEnum } from './condition.ts'
import { type Atom, schemaIn } from './step.ts'

/** Whether some value may satisfy all conditions. True if that cannot be determined. */
export type Exists = (conditions: readonly Condition[]) => boolean

/** Whether some array may satisfy all keywords. */
export function arrayExists(atoms: readonly Atom[], exists: Exists): boolean {
  const { least, most } = sizes(atoms, 'Items')
  const items = conditionsOf(atoms, true)
  const exceptions = conditionsOf(atoms, false)
  const isUnique = atoms.some(({ keyword, isMet }) => keyword === 'uniqueItems' && isMet)
  const hasTwins = atoms.some(({ keyword, isMet }) => keyword === 'uniqueItems' && !isMet)
  if (isUnique && hasTwins) return false
  const needed = Math.max(least, hasTwins ? 2 : 0, exceptions.length > 0 ? 1 : 0)
  if (needed > most) return false
  if (!exceptions.every(each => exists([...items, each]))) return false
  if (most === 1 && exceptions.length > 1 && !exists([...items, ...exceptions])) return false
  if (needed === 0) return true
  return exists(items) && !(isUnique && needed > mostValues(items, exists))
}

const conditionsOf = (atoms: readonly Atom[], isMet: boolean): Condition[] =>
  atoms
    .filter(atom => atom.keyword === 'items' && atom.isMet === isMet)
    .map(atom => ({ isMet, schema: schemaIn(atom) }))

/** The least and the greatest number of items or properties that the keywords allow. */
export function sizes(atoms: readonly Atom[], what: 'Items' | 'Properties'): { least: number; most: number } {
  const numbers = (keyword: string, isMet: boolean) =>
    atoms.filter(atom => atom.keyword === keyword + what && atom.isMet === isMet).map(({ limit }) => limit as number)
  return {
    least: Math.max(0, ...numbers('min', true), ...numbers('max', false).map(limit => limit + 1)),
    most: Math.min(...numbers('max', true), ...numbers('min', false).map(limit => limit - 1)),
  }
}

/** An upper limit for the number of different values that satisfy the conditions. */
function mostValues(conditions: readonly Condition[], exists: Exists): number {
  const [first] = conditions
  if (!first) return Infinity
  const lists = conditions.flatMap(({ isMet, schema }) => {
    const { value, exemptTypes } = schema
    const list = value.const === undefined ? value.enum : [value.const]
    const isLimited = isMet && exemptTypes === undefined && !isOpenEnum(schema)
    return isLimited && Array.isArray(list) ? [list.length] : []
  })
  const hasType = (type: string) => {
    const schema = { ...first.schema, value: { type }, pointer: `type ${type}`, exemptTypes: undefined }
    return exists([...conditions, { isMet: true, schema }])
  }
  if (['number', 'string', 'array', 'object'].some(hasType)) return Math.min(...lists)
  return Math.min(...lists, (hasType('null') ? 1 : 0) + (hasType('boolean') ? 2 : 0))
}
