import { keysOf } from '../pointer.ts'
import type { Refusal } from '../refusal.ts'
import type { Node } from '../walk.ts'

/** Bodies are JSON, forms, text or bytes. */
export function* checkMedia({ field, pointer }: Node): Generator<Refusal> {
  const type = keysOf(pointer)?.at(-1) ?? ''
  if (field === 'content' && /^multipart\//i.test(type))
    yield {
      pointer,
      reason: `${type} is not supported`,
      instead: 'Use application/json, application/x-www-form-urlencoded, or one file as the whole body.',
    }
}
