import { generate, targetsIn } from '../../../codegen/outputs.ts'
import type { OpenApiDocument } from '../../../openapi/document.ts'
import { type Hunk, hunksOf } from './hunks.ts'

/** How one generated file changes, comments left out. */
export interface GeneratedChange {
  file: string
  added: number
  removed: number
  hunks: Hunk[]
}

/** What the change does to the code that is generated from the contract. Throws a DocumentError for a version that the generator refuses. */
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

/** Without comments and descriptions: what they say is among the changes of the docs. */
const withoutWords = (text: string): string =>
  text
    .replaceAll(/^ *\/\*\*[\s\S]*?\*\/\n/gm, '')
    .replaceAll(/^\/\/.*\n/gm, '')
    .replaceAll(/(?<=[{ ])description: "(?:[^"\\]|\\.)*",? /g, '')

/** A line for each member of an object that stands in one: else a line with one new member would be shown twice as a whole. */
const memberByMember = (text: string): string =>
  text.replaceAll(/^( *)(.*)$/gm, (_, indent: string, line: string) => {
    const apart = line
      .replaceAll(/(?<=[{,]) (?="[^"]*": )/g, `\n${indent}  `)
      // The last one gets the comma of the others, so that it stays as it is when another follows.
      .replaceAll(/ \}\)/g, `,\n${indent}})`)
    return `${indent}${apart}`
  })
