import { generate, targetsIn } from '../../../codegen/outputs.ts'
import type { OpenApiDocument } from '../../../openapi/document.ts'
import { type Hunk, hunksOf } from './hunks.ts'

/** How one generated file changes, without comments. */
export interface GeneratedChange {
  file: string
  added: number
  removed: number
  hunks: Hunk[]
}

/** The effect of the change on generated code. Throws a DocumentError for a version that the generator refuses. */
export async function generatedChanges(base: OpenApiDocument, head: OpenApiDocument): Promise<GeneratedChange[]> {
  const [before, after] = [await textsOf(base), await textsOf(head)]
  const changes = await Promise.all(
    [...after].map(async ([file, text]): Promise<GeneratedChange> => {
      const hunks = await hunksOf(before.get(file) ?? '', text)
      const count = (sign: string) => hunks.flatMap(({ lines }) => lines).filter(line => line[0] === sign).length
      return { file, added: count('+'), removed: count('-'), hunks }
    }),
  )
  return changes.filter(({ hunks }) => hunks.length > 0)
}

async function textsOf(document: OpenApiDocument): Promise<Map<string, string>> {
  const outputs = await generate(document, targetsIn(''))
  return new Map(outputs.map(({ file, text }) => [file, memberByMember(withoutWords(text))]))
}

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
