import type { Field, FieldValue, Kind } from './definition.ts'

type Of<Value extends FieldValue> = { value: Value }

export const any = { value: { is: 'any' } } as const satisfies Field
export const string = { value: { is: 'string' } } as const satisfies Field
export const boolean = { value: { is: 'boolean' } } as const satisfies Field
export const number = { value: { is: 'number' } } as const satisfies Field
export const types = { value: { is: 'types' } } as const satisfies Field
export const numberAbove = (above: number): Of<{ is: 'number'; above: number }> => ({ value: { is: 'number', above } })
export const stringAmong = (...among: string[]): Of<{ is: 'string'; among: string[] }> => ({
  value: { is: 'string', among },
})
export const integer = (minimum: number, maximum?: number): Of<{ is: 'integer'; minimum: number }> => ({
  value: { is: 'integer', minimum, ...(maximum === undefined ? {} : { maximum }) },
})
export const object = (kind: Kind): Of<{ is: 'object'; kind: Kind }> => ({ value: { is: 'object', kind } })
export const objectOrReference = (kind: Kind): Of<{ is: 'object'; kind: Kind; orReference: true }> => ({
  value: { is: 'object', kind, orReference: true },
})
export const objectOrBoolean = (kind: Kind): Of<{ is: 'object'; kind: Kind; orBoolean: true }> => ({
  value: { is: 'object', kind, orBoolean: true },
})

type List<Item extends FieldValue> = Of<{ is: 'list'; of: Item; isFilled?: true; isUnique?: true }>

export const listOf = <Item extends FieldValue>({ value }: Of<Item>): List<Item> => ({
  value: { is: 'list', of: value },
})
export const filledListOf = <Item extends FieldValue>({ value }: Of<Item>): List<Item> => ({
  value: { is: 'list', of: value, isFilled: true },
})
export const uniqueListOf = <Item extends FieldValue>({ value }: Of<Item>): List<Item> => ({
  value: { is: 'list', of: value, isUnique: true },
})
export const mapOf = <Member extends FieldValue>({ value }: Of<Member>): Of<{ is: 'map'; of: Member }> => ({
  value: { is: 'map', of: value },
})
export const required = <Of extends Field>(field: Of): Of & { isRequired: true } => ({ ...field, isRequired: true })
