import type { Json, Located, OpenApiDocument } from '../../../openapi/document.ts'
import { membersOf } from '../../../openapi/members.ts'
import type { Operation } from '../../../openapi/operations.ts'
import { exampleIn } from './example-value.ts'

/** What a reviewer needs to know about an operation that only the head version has. */
export interface AddedOperation {
  id: string
  summary: string
  /** Markdown. */
  description: string
  /** As in HTTP. */
  request: string[]
  /** The first successful one. */
  response: string[]
}

export const addedOperation = (document: OpenApiDocument, operation: Operation): AddedOperation => ({
  id: operation.id,
  summary: text(operation.value.summary),
  description: text(operation.value.description),
  request: requestOf(document, operation),
  response: responseOf(document, operation),
})

const text = (value: Json | undefined): string => (typeof value === 'string' ? value.trim() : '')

function requestOf(
  document: OpenApiDocument,
  { method, path, parameters, requestBody, security }: Operation,
): string[] {
  const writtenExample = (parameter: Located) => written(exampleIn(document, parameter))
  const isIn = (place: string) => parameters.filter(({ value }) => value.in === place)
  const required = (place: string) =>
    isIn(place)
      .filter(({ value }) => value.required === true)
      .map(parameter => [String(parameter.value.name), writtenExample(parameter)] as const)
  const target = isIn('path').reduce(
    (whole, parameter) =>
      whole.replace(`{${parameter.value.name}}`, () => encodeURIComponent(writtenExample(parameter))),
    path,
  )
  const query = required('query').map(pair => pair.map(encodeURIComponent).join('='))
  return [
    `${method.toUpperCase()} ${target}${query.length > 0 ? `?${query.join('&')}` : ''}`,
    ...(security.length > 0 ? ['Authorization: …'] : []),
    ...required('header').map(([name, value]) => `${name}: ${value}`),
    ...(requestBody ? contentOf(document, requestBody) : []),
  ]
}

function responseOf(document: OpenApiDocument, { responses }: Operation): string[] {
  const [status, response] = responses.find(([code]) => code.startsWith('2')) ?? responses[0] ?? []
  if (status === undefined || response === undefined) return []
  return [`HTTP/1.1 ${status}`, ...contentOf(document, response)]
}

/** An example as JSON if there is one, else in the first media type. */
function contentOf(document: OpenApiDocument, owner: Located): string[] {
  const contents = membersOf(owner, 'content')
  const content = contents.find(([name]) => name === 'application/json') ?? contents[0]
  if (!content) return []
  const [mediaType, media] = content
  const example = exampleIn(document, media)
  const body = typeof example === 'string' ? example : JSON.stringify(example, null, 2)
  return [`Content-Type: ${mediaType}`, ...(body === undefined ? [] : ['', ...body.split('\n')])]
}

const written = (value: Json | undefined): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value ?? '…')
