import { emitServer } from '../../../codegen/outputs.ts'
import { DocumentError, parseOpenApi } from '../../../openapi/document.ts'

/** What is said of a document, after its file's name; `accepted` when nothing is. */
export function refusalOf(fields: string): string {
  try {
    emitServer(parseOpenApi('api.yaml', `openapi: 3.1.0\n${fields}`))
  } catch (error) {
    if (error instanceof DocumentError) return error.message.replace(/^api\.yaml:/, '')
    throw error
  }
  return 'accepted'
}
