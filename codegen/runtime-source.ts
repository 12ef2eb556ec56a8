import { readFileSync } from 'node:fs'

const FILES = [
  '../openapi/formats.ts',
  ...['check', 'text', 'numbers', 'arrays', 'objects', 'composition'].map(name => `./runtime/${name}.ts`),
]

/**
 * The declarations of the run-time by name, as source text. Each starts with its doc comment after an empty line, which is how they are
 * told apart.
 */
const declarations = new Map(
  FILES.flatMap(file => readFileSync(new URL(file, import.meta.url), 'utf8').split(/\n\n(?=\/\*\*|(?:export )?type )/))
    .map(text => [/^(?:export )?(?:const|function|type) (\w+)/m.exec(text)?.[1] ?? 'imports', text.trim()] as const)
    .filter(([name]) => name !== 'imports'),
)

/** Names a component may not take. */
export const runtimeNames: ReadonlySet<string> = new Set(['z', ...declarations.keys()])

/** The source of the named helpers and of all that they use, in the order they stand in. */
export function runtimeSource(used: ReadonlySet<string>): string {
  const needed = new Set<string>()
  const add = (name: string) => {
    if (needed.has(name)) return
    needed.add(name)
    const text = declarations.get(name) ?? ''
    for (const other of declarations.keys()) if (new RegExp(`\\b${other}\\b`).test(withoutComments(text))) add(other)
  }
  for (const name of used) add(name)
  return [...declarations]
    .filter(([name]) => needed.has(name))
    .map(([, text]) => text)
    .join('\n\n')
}

const withoutComments = (text: string) => text.replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
