import { isObject, type Json, type Located } from './json.ts'
import { into } from './pointer.ts'

/** The objects in a list or map, by index or name. Other values are omitted. */
export function membersOf({ value, pointer }: Located, field: string): [name: string, member: Located][] {
  return entriesOf(value[field]).flatMap(([name, member]): [string, Located][] =>
    isObject(member) ? [[name, { value: member, pointer: into(pointer, field, name) }]] : [],
  )
}

const entriesOf = (value: Json | undefined): [string, Json][] =>
  typeof value === 'object' && value !== null ? (Object.entries(value) as [string, Json][]) : []

/** The object in a field, or undefined. */
export function memberOf({ value, pointer }: Located, field: string): Located | undefined {
  const found = value[field]
  return isObject(found) ? { value: found, pointer: into(pointer, field) } : undefined
}
