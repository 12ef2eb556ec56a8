import type { Field, Kind } from './definition.ts'

export const any: Field = { value: { is: 'any' } }
export const string: Field = { value: { is: 'string' } }
export const boolean: Field = { value: { is: 'boolean' } }
export const number: Field = { value: { is: 'number' } }
export const stringAmong = (...among: string[]): Field => ({ value: { is: 'string', among } })
export const integer = (minimum: number, maximum?: number): Field => ({
  value: { is: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }) },
})
export const object = (kind: Kind): Field => ({ value: { is: 'object', kind } })
export const objectOrReference = (kind: Kind): Field => ({ value: { is: 'object', kind, orReference: true } })
export const listOf = ({ value }: Field): Field => ({ value: { is: 'list', of: value } })
export const filledListOf = ({ value }: Field): Field => ({ value: { is: 'list', of: value, isFilled: true } })
export const uniqueListOf = ({ value }: Field): Field => ({ value: { is: 'list', of: value, isUnique: true } })
export const mapOf = ({ value }: Field): Field => ({ value: { is: 'map', of: value } })
export const required = (field: Field): Field => ({ ...field, isRequired: true })
