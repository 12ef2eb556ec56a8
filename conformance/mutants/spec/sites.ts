import { isObject, type JsonObject, type Located, type OpenApiDocument } from '../../../openapi/document.ts'
import { membersOf } from '../../../openapi/members.ts'
import { type Operation, operationsOf, resolvedMembers } from '../../../openapi/operations.ts'
import { into } from '../../../openapi/pointer.ts'
import { resolve } from '../../../openapi/references.ts'
import { createSchemaSites, type SchemaSite } from './schema-sites.ts'

/** A part of the contract at its definition, with the operationIds that use it through references. */
export interface Site extends Located {
  operations: ReadonlySet<string>
}

/** All parts of a contract that operations use. */
export interface Sites {
  document: OpenApiDocument
  operations: Operation[]
  schemas: SchemaSite[]
  /** Parameter Objects, except path parameters, which belong to the path template. */
  parameters: Site[]
  /** Entries of parameter lists, references not followed, without path parameters. */
  parameterEntries: (Site & { name: string })[]
  requestBodies: Site[]
  responses: Site[]
  /** Header Objects, references followed. */
  headers: Site[]
}

export function sitesOf(document: OpenApiDocument): Sites {
  const operations = operationsOf(document)
  const schemas = createSchemaSites(document)
  const parameters = createSites()
  const entries = createSites<{ name: string }>()
  const bodies = createSites()
  const responses = createSites()
  const headers = createSites()

  function visitContent(owner: Located, role: 'body' | 'response', id: string): void {
    for (const [, media] of membersOf(owner, 'content')) schemas.visit(into(media.pointer, 'schema'), role, id)
  }

  for (const operation of operations) {
    for (const parameter of operation.parameters) {
      schemas.visit(into(parameter.pointer, 'schema'), 'parameter', operation.id)
      if (parameter.value.in !== 'path') parameters.note(parameter, operation.id)
    }
    for (const entry of parameterEntriesOf(document, operation)) entries.note(entry, operation.id)
    if (operation.requestBody) {
      bodies.note(operation.requestBody, operation.id)
      visitContent(operation.requestBody, 'body', operation.id)
    }
    for (const [, response] of operation.responses) {
      responses.note(response, operation.id)
      visitContent(response, 'response', operation.id)
      for (const [, header] of resolvedMembers(document, response, 'headers')) {
        headers.note(header, operation.id)
        schemas.visit(into(header.pointer, 'schema'), 'header', operation.id)
      }
    }
  }
  return {
    document,
    operations,
    schemas: schemas.all(),
    parameters: parameters.all(),
    parameterEntries: entries.all(),
    requestBodies: bodies.all(),
    responses: responses.all(),
    headers: headers.all(),
  }
}

function createSites<More extends object = object>() {
  const sites = new Map<string, Located & More & { operations: Set<string> }>()
  return {
    note(located: Located & More, operation: string): void {
      const site = sites.get(located.pointer) ?? { ...located, operations: new Set() }
      site.operations.add(operation)
      sites.set(located.pointer, site)
    },
    all: (): (Site & More)[] => [...sites.values()],
  }
}

function parameterEntriesOf(document: OpenApiDocument, { pointer }: Operation): (Located & { name: string })[] {
  const pathItem = pointer.slice(0, pointer.lastIndexOf('/'))
  return [pathItem, pointer].flatMap(owner => {
    const list = document.at(into(owner, 'parameters'))
    return (Array.isArray(list) ? list.filter(isObject) : []).flatMap((value: JsonObject, index) => {
      const at = into(owner, 'parameters', index)
      const { value: parameter } = resolve(document, { value, pointer: at })
      return parameter.in === 'path' ? [] : [{ value, pointer: at, name: String(parameter.name) }]
    })
  })
}
