import { into, isObject, type Located, resolve } from '../../openapi/document.ts'
import { mappedTo } from '../component-names.ts'
import type { SchemaContext } from './context.ts'

/** A discriminator chooses among alternatives and judges nothing itself (OpenAPI 3.1, Discriminator Object), but what it names must be there. */
export function checkDiscriminator(context: SchemaContext, schema: Located): void {
  const { discriminator } = schema.value
  if (discriminator === undefined) return
  const pointer = into(schema.pointer, 'discriminator')
  if (!isObject(discriminator) || typeof discriminator.propertyName !== 'string') {
    context.document.refuse(pointer, 'needs a propertyName')
  }
  const name = discriminator.propertyName
  const alternatives = ['oneOf', 'anyOf'].flatMap(keyword => membersOf(schema, keyword))
  // Without alternatives it stands in a parent that others extend by allOf.
  for (const alternative of alternatives.length > 0 ? alternatives : [schema]) {
    if (!declares(context, alternative, name))
      context.document.refuse(alternative.pointer, `does not declare ${name}, which the discriminator reads`)
  }
  checkMapping(context, discriminator.mapping ?? {}, into(pointer, 'mapping'), alternatives)
}

/** @param alternatives what it chooses among; without them any schema may extend the one it stands in */
function checkMapping(context: SchemaContext, mapping: unknown, pointer: string, alternatives: Located[]): void {
  if (!isObject(mapping)) context.document.refuse(pointer, 'must be an object')
  for (const [value, target] of Object.entries(mapping)) {
    const place = into(pointer, value)
    if (typeof target !== 'string') context.document.refuse(place, 'must be a string')
    const named = mappedTo(target)
    if (context.document.at(named) === undefined) context.document.refuse(place, `${target} is not in the document`)
    if (alternatives.length > 0 && !alternatives.some(({ value: { $ref }, pointer }) => ($ref ?? pointer) === named))
      context.document.refuse(place, `${target} is none of the alternatives`)
  }
}

/** The members of a composition that are objects with more to say than null. */
function membersOf({ value, pointer }: Located, keyword: string): Located[] {
  const members = value[keyword]
  if (!Array.isArray(members)) return []
  return members.flatMap((member, index) =>
    isObject(member) && member.type !== 'null' ? [{ value: member, pointer: into(pointer, keyword, index) }] : [],
  )
}

function declares(context: SchemaContext, schema: Located, name: string, depth = 0): boolean {
  if (depth > 50) return false
  const located = resolve(context.document, schema)
  if (isObject(located.value.properties) && Object.hasOwn(located.value.properties, name)) return true
  const declare = (member: Located) => declares(context, member, name, depth + 1)
  return (
    membersOf(located, 'allOf').some(declare) ||
    ['oneOf', 'anyOf'].some(keyword => {
      const members = membersOf(located, keyword)
      return members.length > 0 && members.every(declare)
    })
  )
}
