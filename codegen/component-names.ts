import { into } from '../openapi/document.ts'
import { keysOf } from '../openapi/pointer.ts'

export const COMPONENTS = '#/components/schemas'

export const pointerOf = (name: string): string => into(COMPONENTS, name)

/** The component a pointer lies in. */
export const nameOf = (pointer: string): string => keysOf(pointer)?.[2] ?? ''
