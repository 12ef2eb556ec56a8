import { emitServer } from '../../../codegen/outputs.ts'
import { DocumentError } from '../../../openapi/document.ts'
import { readDocument } from '../../../openapi/read.ts'

/** Why a document is refused, by the reader or by the generator, after its file's name; `accepted` when it is not. */
export function refusalOf(fields: string): string {
  // At the end, so that the fields keep their places.
  const needed = /^info:/m.test(fields) ? '' : '\ninfo: { title: T, version: "1" }\n'
  try {
    const { document, refusals } = readDocument('api.yaml', `openapi: 3.1.0\n${fields}${needed}`)
    const [first] = refusals
    if (first) document.refuse(first.pointer, first.reason)
    emitServer(document)
  } catch (error) {
    if (error instanceof DocumentError) return error.message.replace(/^api\.yaml:/, '')
    throw error
  }
  return 'accepted'
}
