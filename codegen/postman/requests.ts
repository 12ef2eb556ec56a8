import { STATUS_CODES } from 'node:http'
import type { Located, OpenApiDocument } from '../../openapi/document.ts'
import { type Operation, resolvedMembers } from '../../openapi/operations.ts'
import { contentOf, FORM, isJson } from '../media.ts'
import type { Body, Example, Field, Item, Request, Url } from './format.ts'
import { RUNS, type Run } from './run.ts'
import { scriptsOf } from './scripts.ts'

/** The request of an operation. @param type the media type of its body; the first one by default */
export function itemOf(document: OpenApiDocument, operation: Operation, type?: string): Item {
  const run = RUNS[operation.id] ?? {}
  const url = urlOf(operation, run)
  const name = String(operation.value.summary ?? operation.id)
  return {
    name: type === FORM ? `${name} (form)` : name,
    event: scriptsOf(document, operation, run),
    request: { ...requestOf(document, operation, run, type), url },
    response: operation.responses.flatMap(([status, each]) => examplesOf(document, operation, url, status, each)),
  }
}

function requestOf(document: OpenApiDocument, operation: Operation, run: Run, type?: string): Omit<Request, 'url'> {
  const body = operation.requestBody && bodyOf(document, operation.requestBody, run, type)
  const isPublic = operation.security.length === 0
  return {
    method: operation.method.toUpperCase(),
    description: String(operation.value.description ?? '').trim(),
    ...(isPublic && { auth: { type: 'noauth' as const } }),
    header: [
      ...operation.parameters.filter(({ value }) => value.in === 'header').map(headerOf),
      ...(body?.mode === 'raw' ? [{ key: 'Content-Type', value: 'application/json' }] : []),
    ],
    ...(body && { body }),
  }
}

/** A new Idempotency-Key for each request. Other headers are optional and not sent. */
function headerOf({ value }: Located): Field {
  const key = String(value.name)
  const description = String(value.description ?? '').trim()
  if (key === 'Idempotency-Key') return { key, value: '{{$guid}}', description }
  return { key, value: '', description, disabled: true }
}

function bodyOf(document: OpenApiDocument, body: Located, run: Run, wanted?: string): Body | undefined {
  const content = contentOf(body)
  const [type = '', media] = content.find(([name]) => name === wanted) ?? content[0] ?? []
  const [first] = media ? resolvedMembers(document, media, 'examples') : []
  const value = run.body ?? first?.[1].value.value
  if (value === undefined) return undefined
  if (isJson(type)) return { mode: 'raw', raw: JSON.stringify(value, null, 2), options: { raw: { language: 'json' } } }
  const fields = Object.entries(value as object).map(([key, field]) => ({ key, value: String(field) }))
  return { mode: 'urlencoded', urlencoded: fields }
}

function urlOf({ path, parameters }: Operation, { idVariable }: Run): Url {
  const segments = path
    .split('/')
    .slice(1)
    .map(segment => segment.replace(/^\{(.+)\}$/, ':$1'))
  const inPath = parameters
    .filter(({ value }) => value.in === 'path')
    .map(parameter => ({
      key: String(parameter.value.name),
      value: `{{${idVariable ?? variableOf(parameter)}}}`,
      description: String(parameter.value.description ?? '').trim(),
    }))
  const query = parameters
    .filter(({ value }) => value.in === 'query')
    .map(({ value }) => ({
      key: String(value.name),
      value: '',
      description: String(value.description ?? '').trim(),
      disabled: true as const,
    }))
  return {
    raw: `{{baseUrl}}/${segments.join('/')}`,
    host: ['{{baseUrl}}'],
    path: segments,
    ...(query.length > 0 && { query }),
    ...(inPath.length > 0 && { variable: inPath }),
  }
}

/** `#/components/parameters/InvoiceId` → `invoiceId` */
export function variableOf({ pointer, value }: Located): string {
  const name = /^#\/components\/parameters\/(\w+)$/.exec(pointer)?.[1] ?? String(value.name)
  return name.replace(/^./, first => first.toLowerCase())
}

/** Statuses that depend on the request. The others are the same for all operations, and the collection would be three times as long. */
const SHOWN = /^(2\d\d|403|404|422)$/

function examplesOf(
  document: OpenApiDocument,
  { method }: Operation,
  { raw: url }: Url,
  status: string,
  response: Located,
): Example[] {
  if (!SHOWN.test(status)) return []
  return contentOf(response).flatMap(([type, media]) =>
    resolvedMembers(document, media, 'examples').map(([name, { value }]) => ({
      name: String(value.summary ?? name),
      originalRequest: { method: method.toUpperCase(), url },
      status: STATUS_CODES[status] ?? '',
      code: Number(status),
      _postman_previewlanguage: isJson(type) ? ('json' as const) : ('text' as const),
      header: [{ key: 'Content-Type', value: type }],
      body: isJson(type) ? JSON.stringify(value.value, null, 2) : String(value.value ?? ''),
    })),
  )
}
