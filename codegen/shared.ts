import { keysOf } from '../openapi/pointer.ts'
import { literal } from './schema/context.ts'

export type Shared = Pick<ReturnType<typeof createShared>, 'put'>

/** Shares nothing: each text is emitted where it is used. */
export const inline: Shared = { put: (_kind, _pointer, text) => text() }

/** Responses, headers and parameters in `components` are emitted only once. */
export function createShared() {
  const kinds = {
    headers: new Map<string, string>(),
    parameters: new Map<string, string>(),
    responses: new Map<string, string>(),
  }
  return {
    /** Returns the text, or an expression for the shared one if `pointer` is a component. */
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
