import type { Json } from '../../../../openapi/document.ts'
import { fromTo, inline } from '../mutation.ts'
import { onSchemas, type Rewrite } from './on-schemas.ts'

/** Adds a value to an enum, removes each one, and changes each one. */
export const enumeration = onSchemas('enum', ({ value: schema }) => {
  const { enum: members } = schema
  if (!Array.isArray(members) || members.length === 0) return []
  const sample = members.find(member => member !== null) ?? null
  const added = other(sample, 'added', members)
  const rewrites: Rewrite[] = [
    { value: { ...schema, enum: [...members, added] }, change: `${inline(added)} added`, at: ['enum'] },
  ]
  for (const [index, member] of members.entries()) {
    // The operator nullability covers null.
    if (member === null) continue
    const changed = other(member, 'changed', members)
    rewrites.push({
      value: { ...schema, enum: members.with(index, changed) },
      change: fromTo('member', member, changed),
      at: ['enum', index],
    })
    if (members.length === 1) continue
    rewrites.push({
      value: { ...schema, enum: members.toSpliced(index, 1) },
      change: `${inline(member)} dropped`,
      at: ['enum', index],
    })
  }
  return rewrites
})

/** A value of the same type that is not in the enum. */
function other(member: Json, word: string, members: readonly Json[]): Json {
  if (typeof member !== 'number') return `${word}_${member}`
  return Math.max(...members.filter(value => typeof value === 'number')) + 1
}
