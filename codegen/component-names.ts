import { into } from '../openapi/document.ts'
import { keysOf } from '../openapi/pointer.ts'

export const COMPONENTS = '#/components/schemas'

export const pointerOf = (name: string): string => into(COMPONENTS, name)

/** The name of the component that contains a pointer. */
export const nameOf = (pointer: string): string => keysOf(pointer)?.[2] ?? ''
