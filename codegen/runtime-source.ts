import { readFileSync } from 'node:fs'

const FILES = [
  '../openapi/formats.ts',
  ...['check', 'text', 'numbers', 'arrays', 'objects', 'composition'].map(name => `./runtime/${name}.ts`),
]

/**
 * The source of each run-time declaration, by name. The files are split at empty lines that are followed by a doc comment or a type.
 */
const declarations = new Map(
  FILES.flatMap(file => readFileSync(new URL(file, import.meta.url), 'utf8').split(/\n\n(?=\/\*\*|(?:export )?type )/))
    .map(text => [/^(?:export )?(?:const|function|type) (\w+)/m.exec(text)?.[1] ?? 'imports', text.trim()] as const)
    .filter(([name]) => name !== 'imports'),
)

/** Identifiers that components must not use. */
export const runtimeNames: ReadonlySet<string> = new Set(['z', ...declarations.keys()])

/** The source of the given helpers and everything that they use, in the order of the files. */
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
