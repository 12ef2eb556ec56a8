import type { OpenApiDocument } from '../openapi/document.ts'
import { type Operation, operationsOf } from '../openapi/operations.ts'
import { literal } from './schema/context.ts'

/** The text of calls.gen.ts: a signature for each operation, with its description. */
export function emitClientCalls(document: OpenApiDocument): string {
  const operations = operationsOf(document)
  const methods = [...new Set(operations.map(({ method }) => method))]
  const calls = methods.map(method => {
    const signatures = operations.filter(operation => operation.method === method).map(signatureOf)
    return `  ${method.toUpperCase()}: {\n${signatures.join('')}  }\n`
  })
  return `import type { CallArgument, Outcome, ParseAs } from './operation-types.ts'
import type { paths } from './types.gen.ts'

/** By method, one signature for each operation. */
export interface OperationCalls<IsThrowing extends boolean> {
${calls.join('')}}
`
}

function signatureOf(operation: Operation): string {
  const { method, path, parameters, requestBody } = operation
  const isRequired = parameters.some(({ value }) => value.required === true) || requestBody?.value.required === true
  const type = `paths[${literal(path)}][${literal(method)}]`
  return `${commentOf(operation)}    <As extends ParseAs | undefined = undefined>(
      path: ${literal(path)},
      init${isRequired ? '' : '?'}: CallArgument<${type}, As>,
    ): Outcome<${type}, IsThrowing, As>
`
}

/** The summary and the description, as editors show them. */
function commentOf({ value: { summary, description, deprecated } }: Operation): string {
  const paragraphs = [summary, description].filter(text => typeof text === 'string').map(text => text.trim())
  const text = [...paragraphs, ...(deprecated === true ? ['@deprecated'] : [])].join('\n\n').replaceAll('*/', '*\\/')
  const lines = text.split('\n').map(line => `     * ${line}`.trimEnd())
  return text === '' ? '' : `    /**\n${lines.join('\n')}\n     */\n`
}
