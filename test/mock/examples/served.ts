import { readFileSync } from 'node:fs'
import { createSchemas } from '../../../conformance/contract/response-schemas.ts'
import { createMock } from '../../../mock/examples/app.ts'
import { into, isObject, type JsonObject, type Located } from '../../../openapi/document.ts'
import { operationsOf } from '../../../openapi/operations.ts'
import { parseDocument } from '../../../openapi/read.ts'
import { resolve } from '../../../openapi/references.ts'
import type { LogEntry } from '../../../server/log.ts'

const yaml = readFileSync('openapi.yaml', 'utf8')

export const document = parseDocument('openapi.yaml', yaml)

const schemas = createSchemas(document)

/** Origin of the mock in these tests. */
const ORIGIN = 'http://127.0.0.1:4010'

export interface Sent {
  method?: string
  /** False for no token. */
  token?: string | false
  prefer?: string
  json?: unknown
  form?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}

const logs: LogEntry[][] = []

/** One mock of the unchanged document for all test files, because Prism compiles the schemas of each mock again. */
const unchanged = createMock(document, entry => {
  for (const log of logs) log.push(entry)
})

/** A mock of openapi.yaml in process, and what it logs from now on. @param edits texts to replace in the document */
export async function startMock(...edits: [from: string, to: string][]) {
  const logged: LogEntry[] = []
  if (edits.length === 0) logs.push(logged)
  const edited = edits.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`openapi.yaml has no ${from}`)
    return text.replace(from, () => to)
  }, yaml)
  const { fetch } =
    edits.length === 0
      ? await unchanged
      : await createMock(parseDocument('openapi.yaml', edited), entry => logged.push(entry))

  function call(path: string, { method, token = '2|any', prefer, json, form, body, headers }: Sent = {}) {
    const text = form ? new URLSearchParams(form).toString() : json === undefined ? body : JSON.stringify(json)
    return fetch(
      new Request(`${ORIGIN}${path}`, {
        method: method ?? (text === undefined ? 'GET' : 'POST'),
        headers: {
          ...(json !== undefined && { 'Content-Type': 'application/json' }),
          ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
          ...(token && { Authorization: `Bearer ${token}` }),
          ...(prefer && { Prefer: prefer }),
          ...headers,
        },
        ...(text !== undefined && { body: text }),
      }),
    )
  }

  return { call, fetch, logged }
}

/** A declared response, with the names and values of its examples. */
export interface Declared {
  operation: string
  status: string
  response: Located
  mediaType: string | undefined
  examples: [name: string, value: unknown][]
}

export const declared: Declared[] = operationsOf(document).flatMap(operation =>
  operation.responses.map(([status, response]) => {
    const [[mediaType, media] = [undefined, undefined]] = Object.entries(objectOf(response.value.content))
    const examples = Object.entries(objectOf(objectOf(media).examples)).map(([name, example]): [string, unknown] => [
      name,
      resolve(document, { value: objectOf(example), pointer: '#' }).value.value,
    ])
    return { operation: operation.id, status, response, mediaType, examples }
  }),
)

/** Violations of a declared response's schema. */
export const bodyErrors = ({ response, mediaType = '' }: Declared, body: unknown): string[] =>
  schemas.errorsOf(into(response.pointer, 'content', mediaType, 'schema'), body)

/** Violations of the declared headers, missing required headers included. */
export function headerErrors({ response }: Declared, headers: Headers): string[] {
  return Object.entries(objectOf(response.value.headers)).flatMap(([name, header]) => {
    const { value, pointer } = resolve(document, {
      value: objectOf(header),
      pointer: into(response.pointer, 'headers', name),
    })
    const text = headers.get(name)
    if (text === null) return value.required === true ? [`${name} is missing`] : []
    const isNumber = objectOf(value.schema).type === 'integer'
    return schemas.errorsOf(into(pointer, 'schema'), isNumber ? Number(text) : text).map(error => `${name} ${error}`)
  })
}

/** Violations of the error schemas. */
export const errorErrors = (status: number, body: unknown): string[] =>
  schemas.errorsOf(`#/components/schemas/${status === 422 ? 'ValidationError' : 'Error'}`, body)

/** An example as the mock sends it, with links to the mock. */
const moved = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('"https://clustrixglobal.com/', `"${ORIGIN}/`))

/** An example as the mock sends it: with links to the mock, and a list as one page of its rows. */
export function asSent(value: unknown): unknown {
  const example = moved(value) as { data: { id: number }[]; links: object; meta: { path: string } }
  if (!isObject(example) || !Array.isArray(example.data)) return example
  const { path } = example.meta
  const count = example.data.length
  const only = `${path}?page=1${count > 0 ? `&max_id=${Math.max(...example.data.map(({ id }) => id))}` : ''}`
  return {
    ...example,
    links: { first: only, last: only, prev: null, next: null },
    meta: {
      ...{ current_page: 1, last_page: 1, path, per_page: 15, total: count },
      ...(count > 0 ? { from: 1, to: count } : { from: null, to: null }),
    },
  }
}

function objectOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}
