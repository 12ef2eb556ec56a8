import { into, isObject, type Json, type Located, type OpenApiDocument } from '../openapi/document.ts'
import { type Operation, operationsOf } from '../openapi/operations.ts'
import { resolve } from '../openapi/references.ts'

/** A row of the table, without its operations. */
interface Addition {
  place: string
  name: string
  description: string
}

/** A Markdown table of everything in the document that is marked with `x-addition: true`. */
export function emitAdditions(document: OpenApiDocument): string {
  const all = operationsOf(document)
  const rows = [...rowsOf(document, all)].map(([row, ids]) => {
    const operations = ids.size === all.length ? 'all' : [...ids].map(id => `\`${id}\``).join(', ')
    return `| ${operations} | ${row} |\n`
  })
  return `# Additions

What the API offers beyond its public announcement. These parts are marked with \`x-addition: true\` in openapi.yaml.

| Operations | Place | Name | Description |
| --- | --- | --- | --- |
${rows.join('')}`
}

/** The operations of each addition. Additions with the same text share a row. */
function rowsOf(document: OpenApiDocument, operations: Operation[]): Map<string, Set<string>> {
  const rows = new Map<string, Set<string>>()
  for (const operation of operations) {
    for (const { place, name, description } of additionsIn(document, operation)) {
      const row = `${place} | \`${name}\` | ${inCell(description)}`
      rows.set(row, (rows.get(row) ?? new Set()).add(operation.id))
    }
  }
  return rows
}

/** The first paragraph of a text, as a table cell. */
const inCell = (text: string): string =>
  (text.trim().split(/\n\s*\n/)[0] ?? '').replaceAll(/\s+/g, ' ').replaceAll('|', '\\|')

function additionsIn(document: OpenApiDocument, operation: Operation): Addition[] {
  const additions: Addition[] = []
  const seen = new Set<string>()

  function visit(start: Located, place: string, name: string): void {
    const { value, pointer } = resolve(document, start)
    if (seen.has(`${place} ${pointer}`)) return
    seen.add(`${place} ${pointer}`)
    if (value['x-addition'] === true) additions.push({ place, name, description: String(value.description ?? '') })
    visitSchemas(value, pointer)
  }

  /** Visits only named schemas and headers. */
  function visitSchemas(value: Json, pointer: string): void {
    for (const [key, inner] of Object.entries(value ?? {}) as [string, Json][]) {
      const at = into(pointer, key)
      if (key === 'headers' && isObject(inner)) {
        for (const [name, header] of Object.entries(inner))
          if (isObject(header)) visit({ value: header, pointer: into(at, name) }, 'response header', name)
      } else if (typeof inner === 'object' && inner !== null && !EXAMPLES.has(key)) {
        const [, schema] = (isObject(inner) && /^#\/components\/schemas\/(.*)$/.exec(String(inner.$ref))) || []
        if (schema !== undefined && isObject(inner)) visit({ value: inner, pointer: at }, 'schema', schema)
        else visitSchemas(inner, at)
      }
    }
  }

  if (operation.value['x-addition'] === true)
    additions.push({ place: 'operation', name: operation.id, description: String(operation.value.description ?? '') })
  for (const parameter of operation.parameters)
    visit(parameter, `${parameter.value.in} parameter`, String(parameter.value.name))
  if (operation.requestBody) visit(operation.requestBody, 'request body', operation.id)
  for (const [status, response] of operation.responses) visit(response, 'response', status)
  return additions
}

const EXAMPLES: ReadonlySet<string> = new Set(['example', 'examples'])
