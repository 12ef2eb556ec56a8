import { readDocument } from '../../openapi/read.ts'

/** `LINE:COL #/pointer: reason` of all refusals of a document, whose text starts at line 2 and gets the fields that every document needs. */
export function refusalsOf(text: string): string[] {
  const needed = /^info:/m.test(text) ? '' : '\ninfo: { title: T, version: "1" }\n'
  const { document, refusals } = readDocument('a.yaml', `openapi: 3.1.0\n${text}${needed}`)
  return refusals.map(({ pointer, reason }) => {
    const { line, column } = document.place(pointer)
    return `${line}:${column} ${pointer}: ${reason}`
  })
}

/** The same of one component schema, without its place. */
export const schemaRefusalsOf = (schema: string): string[] =>
  refusalsOf(`components: { schemas: { A: ${schema}, Other: {} } }`).map(refusal =>
    refusal.replace(/^\S+ #\/components\/schemas\/A/, '#'),
  )
