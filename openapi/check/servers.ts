import { into } from '../pointer.ts'
import type { Refusal } from '../refusal.ts'
import type { Node } from '../walk.ts'

/** The default of a server variable is one of its values (OpenAPI 3.1, Server Variable Object). */
export function* checkServerVariable({ value, pointer }: Node): Generator<Refusal> {
  const { default: chosen, enum: values } = value
  if (typeof chosen === 'string' && Array.isArray(values) && !values.includes(chosen))
    yield {
      pointer: into(pointer, 'default'),
      reason: `the default ${chosen} is not in the enum`,
      instead: 'Add it there, or use one of the listed values.',
    }
}
