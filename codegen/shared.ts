import { keysOf } from '../openapi/pointer.ts'
import { literal } from './schema/context.ts'

export type Shared = Pick<ReturnType<typeof createShared>, 'put'>

/** Nothing is shared: each text is written where it is used. */
export const apart: Shared = { put: (_kind, _pointer, text) => text() }

/** Shared responses, headers and parameters are written once, as they stand once in the document. */
export function createShared() {
  const kinds = {
    headers: new Map<string, string>(),
    parameters: new Map<string, string>(),
    responses: new Map<string, string>(),
  }
  return {
    /** The text itself, or the name of the shared one when `pointer` is a component. */
    put(kind: keyof typeof kinds, pointer: string, text: () => string): string {
      const [components, place, name, ...inner] = keysOf(pointer) ?? []
      if (components !== 'components' || place !== kind || name === undefined || inner.length > 0) return text()
      if (!kinds[kind].has(name)) kinds[kind].set(name, text())
      return `${kind}[${literal(name)}]`
    },
    texts: () =>
      Object.entries(kinds)
        .filter(([, entries]) => entries.size > 0)
        .map(
          ([kind, entries]) =>
            `const ${kind} = {\n${[...entries].map(([name, text]) => `  ${key(name)}: ${text},`).join('\n')}\n}\n`,
        ),
  }
}

/** A key of an object literal; `"__proto__": …` would set the prototype. */
export const key = (name: string): string => (name === '__proto__' ? `["__proto__"]` : literal(name))
