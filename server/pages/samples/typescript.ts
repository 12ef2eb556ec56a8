import { type Literals, literal, quotedText } from './literal.ts'
import type { SampleRequest } from './request.ts'

const TYPESCRIPT: Literals = {
  text: quotedText,
  scalar: String,
  indent: '  ',
  array: ['[', ']'],
  object: ['{', '}'],
  key: name => `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : quotedText(name)}: `,
}

/** A program with `@clustrix/client`, which sends an Idempotency-Key by itself. */
export function typescriptSample(request: SampleRequest): string {
  const { method, origin, path, pathParameters, needsToken, body, saveAs, hasResponseBody } = request
  const baseUrl = `baseUrl: ${quotedText(origin)}`
  const client = [baseUrl, ...(needsToken ? ["token: process.env.TOKEN ?? ''"] : [])]
  const parameters = Object.entries(pathParameters).map(
    ([name, value]) => TYPESCRIPT.key(name) + literal(value, TYPESCRIPT, 0),
  )
  const options = [
    ...(parameters.length > 0 ? [`params: { path: { ${parameters.join(', ')} } }`] : []),
    ...(body ? [`body: ${literal(body.value, TYPESCRIPT, 1)}`] : []),
  ]
  const end = options.length === 0 ? '' : `, {\n${options.map(option => `  ${option},\n`).join('')}}`
  const send = `await api.orThrow.${method}(${quotedText(path)}${end})`
  return [
    ...(saveAs === undefined ? [] : ["import { writeFile } from 'node:fs/promises'"]),
    "import { createClient } from '@clustrix/client'",
    '',
    `const api = createClient({\n${client.map(option => `  ${option},\n`).join('')}})`,
    ...resultLines(send, saveAs, hasResponseBody),
  ].join('\n')
}

function resultLines(send: string, saveAs: string | undefined, hasResponseBody: boolean): string[] {
  if (saveAs !== undefined)
    return [`const file = ${send}`, `await writeFile(file.fileName ?? ${quotedText(saveAs)}, file.data.stream())`]
  if (!hasResponseBody) return [send]
  return [`const { data } = ${send}`, 'console.log(JSON.stringify(data, null, 2))']
}
