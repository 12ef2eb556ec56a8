import path from 'node:path'
import { type Output, targetsIn } from '../../../codegen/outputs.ts'
import { type Hunk, hunksOf } from './hunks.ts'

/** How one generated file changes, without comments. */
export interface GeneratedChange {
  file: string
  added: number
  removed: number
  hunks: Hunk[]
}

/** The effect of the change on the schemas, routes and types. */
export async function generatedChanges(base: readonly Output[], head: readonly Output[]): Promise<GeneratedChange[]> {
  const [before, after] = [textsOf(base), textsOf(head)]
  const changes = await Promise.all(
    [...after].map(async ([file, text]): Promise<GeneratedChange> => {
      const hunks = await hunksOf(before.get(file) ?? '', text)
      const count = (sign: string) => hunks.flatMap(({ lines }) => lines).filter(line => line[0] === sign).length
      return { file, added: count('+'), removed: count('-'), hunks }
    }),
  )
  return changes.filter(({ hunks }) => hunks.length > 0)
}

const FILES = Object.values(targetsIn(''))

const textsOf = (outputs: readonly Output[]): Map<string, string> =>
  new Map(
    outputs
      .map(({ file, text }) => [path.basename(file), memberByMember(withoutWords(text))] as const)
      .filter(([file]) => FILES.includes(file)),
  )

/** Without comments and descriptions, which are documentation changes. */
const withoutWords = (text: string): string =>
  text
    .replaceAll(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '')
    .replaceAll(/^\/\/.*\n/gm, '')
    .replaceAll(/(?<=[{ ])description: "(?:[^"\\]|\\.)*",? /g, '')

/** Puts each member of a one-line object on its own line, so that one new member does not show the whole line as changed. */
const memberByMember = (text: string): string =>
  text.replaceAll(/^( *)(.*)$/gm, (_, indent: string, line: string) => {
    const apart = line
      .replaceAll(/(?<=[{,]) (?="[^"]*": )/g, `\n${indent}  `)
      // A trailing comma keeps the last member unchanged when another one follows.
      .replaceAll(/ \}\)/g, `,\n${indent}})`)
    return `${indent}${apart}`
  })
