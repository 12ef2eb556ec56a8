import {
  type Contract,
  exampleOf,
  type Header,
  type Operation,
  operationsByTag,
  type ResponseObject,
  resolve,
} from './contract.ts'
import { code, fieldEntry, schemaSections } from './fields.ts'
import { curlSample } from './samples/curl.ts'
import { sampleRequest } from './samples/request.ts'
import { sampleResponse } from './samples/response.ts'
import { factsOf } from './schema-facts.ts'

/** The whole reference on one page, in Markdown, for programs, language models and people. */
export function renderReference(contract: Contract, origin: string): string {
  const { title, version, summary, description } = contract.info
  const tags = operationsByTag(contract).flatMap(({ name, description: about = '', operations }) => [
    `## ${name}`,
    about,
    ...operations.flatMap(operation => operationBlocks(contract, operation, origin)),
  ])
  const blocks = [
    `# ${title}`,
    summary ?? '',
    `Version ${version}. Server: ${origin}. The same as OpenAPI 3.1: [openapi.yaml](${origin}/openapi.yaml), [openapi.json](${origin}/openapi.json).`,
    description,
    ...tags,
    '## Response headers',
    headerEntries(contract).join('\n'),
    '## Objects and values',
    'Fields are always present unless they are marked as optional.',
    ...schemaSections(contract),
  ]
  return `${blocks
    .map(block => block.trim())
    .filter(Boolean)
    .join('\n\n')}\n`
}

function operationBlocks(contract: Contract, operation: Operation, origin: string): string[] {
  const { operationId, summary, description = '', method, path, needsToken, parameters, requestBody } = operation
  const isSuccess = ([status]: [string, ResponseObject]) => status < '4'
  const parameterEntries = parameters.map(parameter => {
    const { name, required, example, description: about } = parameter
    const facts = factsOf(contract, parameter.schema)
    const shown = { ...facts, description: about ?? facts.description, example: example ?? facts.example }
    return fieldEntry(name, shown, [`in ${parameter.in}`, required ? 'required' : 'optional'])
  })
  return [
    `### ${summary}`,
    `${code(`${method} ${path}`)}, operation ${code(operationId)}${needsToken ? '' : ', no token needed'}`,
    description,
    ...(parameterEntries.length > 0 ? ['Parameters:', parameterEntries.join('\n')] : []),
    ...(requestBody ? [requestBodyText(contract, requestBody)] : []),
    'Responses:',
    operation.responses
      .filter(isSuccess)
      .map(([status, response]) => successEntry(contract, status, response))
      .join('\n'),
    'Errors:',
    operation.responses
      .filter(response => !isSuccess(response))
      .map(([status, response]) => errorEntry(contract, status, response))
      .join('\n'),
    'Sample request:',
    fenced('sh', curlSample(sampleRequest(contract, operation, origin))),
    'Sample response:',
    fenced('http', sampleResponse(contract, operation)),
  ]
}

function requestBodyText(contract: Contract, { required, content }: NonNullable<Operation['requestBody']>): string {
  const [first] = Object.values(content)
  const types = Object.keys(content).map(code).join(' or ')
  const schema = first ? factsOf(contract, first.schema).types.join(' or ') : ''
  return `Request body (${required ? 'required' : 'optional'}): ${schema}, as ${types}.`
}

function successEntry(contract: Contract, status: string, { description, headers = {}, content = {} }: ResponseObject) {
  const bodies = Object.entries(content).map(
    ([type, { schema }]) => ` Body: ${factsOf(contract, schema).types.join(' or ')}, as ${code(type)}.`,
  )
  const names = Object.keys(headers).map(code)
  return `- ${code(status)}: ${oneLine(description)}${bodies.join('')}${names.length > 0 ? ` Headers: ${names.join(', ')}.` : ''}`
}

function errorEntry(contract: Contract, status: string, { description, content = {} }: ResponseObject): string {
  const codes = new Set<string>()
  const schemas = new Set<string>()
  for (const media of Object.values(content)) {
    schemas.add(factsOf(contract, media.schema).types.join(' or '))
    for (const [name, example] of Object.entries(media.examples ?? {})) {
      const value = exampleOf(contract, { ...media, examples: { [name]: example } })
      const { code: errorCode } = (value ?? {}) as { code?: string }
      if (errorCode !== undefined) codes.add(errorCode)
    }
  }
  return `- ${[code(status), [...codes].map(code).join(', ')].join(' ').trim()}: ${oneLine(description)} Body: ${[...schemas].join(' or ')}.`
}

/** The headers of all responses. A name may mean different things in different responses. */
function headerEntries(contract: Contract): string[] {
  const meanings = new Map<string, Set<string>>()
  for (const { headers = {} } of Object.values(contract.components.responses as Record<string, ResponseObject>)) {
    for (const [name, header] of Object.entries(headers)) {
      const { description = '', schema } = resolve<Header>(contract, header)
      const value = schema.const === undefined ? '' : `${code(String(schema.const))}: `
      meanings.set(name, (meanings.get(name) ?? new Set()).add(value + oneLine(description)))
    }
  }
  return [...meanings].map(([name, texts]) => `- ${code(name)}: ${[...texts].join(' ')}`)
}

const oneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' ')

/** No example contains a line of three backquotes. */
const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``
