import { into, type Json } from '../../../openapi/document.ts'

export type Direction = 'response' | 'request'
export type Components = Record<string, unknown>

/** A document of component schemas, each of them the body of a response or of a request. */
export function documentOf(schemas: Components, direction: Direction = 'response', rules: Json = {}): string {
  const paths = Object.keys(schemas).map((name, index) => {
    const content = { 'application/json': { schema: { $ref: into('#/components/schemas', name) } } }
    const operation =
      direction === 'request'
        ? { requestBody: { content }, responses: { 204: { description: 'Done.' } } }
        : { responses: { 200: { description: 'Done.', content } } }
    return [`/${index}`, { post: operation }]
  })
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Test', version: '1' },
    'x-input': rules,
    paths: Object.fromEntries(paths),
    components: { schemas },
  })
}
