import { isObject } from '../../../../openapi/document.ts'
import { without } from '../edit.ts'
import { fromTo } from '../mutation.ts'
import { onSchemas, type Rewrite } from './on-schemas.ts'

/** Removes a value from a discriminator's mapping, or maps it to another value's schema. */
export const discriminator = onSchemas('discriminator', ({ value: schema }) => {
  const { discriminator: chooser } = schema
  if (!isObject(chooser) || !isObject(chooser.mapping)) return []
  const { mapping } = chooser
  const names = Object.keys(mapping)
  return names.flatMap((name, index): Rewrite[] => {
    const at = ['discriminator', 'mapping', name]
    const dropped = { ...schema, discriminator: { ...chooser, mapping: without(mapping, name) } }
    const next = mapping[names[(index + 1) % names.length] ?? name]
    const rewrites: Rewrite[] = [{ value: dropped, change: `${name} dropped`, at }]
    if (next === undefined || next === mapping[name]) return rewrites
    const swapped = { ...schema, discriminator: { ...chooser, mapping: { ...mapping, [name]: next } } }
    return [...rewrites, { value: swapped, change: fromTo(name, mapping[name], next), at }]
  })
})
