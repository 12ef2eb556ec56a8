import { expect, test } from 'vitest'
import { emitClientCalls } from '../../codegen/client-calls.ts'
import { parseDocument } from '../../openapi/read.ts'

const callsOf = (paths: string) =>
  emitClientCalls(parseDocument('api.yaml', `openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths:\n${paths}`))

test('each operation has a signature with its summary and description', () => {
  const calls = callsOf(`  /things:
    get:
      summary: List things
      description: |
        All of them.

        - No */ ends this.
      responses: { "200": { description: Things. } }
    post:
      deprecated: true
      requestBody: { required: true, content: { application/json: { schema: { type: object } } } }
      responses: { "201": { description: Created. } }
  /things/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { responses: { "200": { description: A thing. } } }
`)
  expect(
    calls.slice(calls.indexOf('export interface')),
  ).toBe(`export interface OperationCalls<IsThrowing extends boolean> {
  GET: {
    /**
     * List things
     *
     * All of them.
     *
     * - No *\\/ ends this.
     */
    <As extends ParseAs | undefined = undefined>(
      path: "/things",
      init?: CallArgument<paths["/things"]["get"], As>,
    ): Outcome<paths["/things"]["get"], IsThrowing, As>
    <As extends ParseAs | undefined = undefined>(
      path: "/things/{id}",
      init: CallArgument<paths["/things/{id}"]["get"], As>,
    ): Outcome<paths["/things/{id}"]["get"], IsThrowing, As>
  }
  POST: {
    /**
     * @deprecated
     */
    <As extends ParseAs | undefined = undefined>(
      path: "/things",
      init: CallArgument<paths["/things"]["post"], As>,
    ): Outcome<paths["/things"]["post"], IsThrowing, As>
  }
}
`)
})

test.each([
  ['optional', '{ name: a, in: query, schema: { type: string } }', 'init?: CallArgument'],
  ['required', '{ name: a, in: query, required: true, schema: { type: string } }', 'init: CallArgument'],
  ['required', '{ name: a, in: header, required: true, schema: { type: string } }', 'init: CallArgument'],
])('the second argument is %s with %s', (_, parameter, text) => {
  const calls = callsOf(`  /a: { get: { parameters: [${parameter}], responses: { "200": { description: A. } } } }\n`)
  expect(calls).toContain(text)
})
