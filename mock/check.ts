import { createAjv } from '../openapi/ajv.ts'
import { into, isObject, type JsonObject, type OpenApiDocument, resolve } from '../openapi/document.ts'
import { objectsIn } from '../openapi/objects.ts'
import { operationsOf } from '../openapi/operations.ts'
import { inputRules } from '../server/contract/routes.gen.ts'

const META = 'https://json-schema.org/draft/2020-12/schema'

/**
 * Refuses what Prism would start with and then not keep: a schema that is none (`minimum: one` lets every number pass), a reference
 * that leads nowhere or out of the document. Throws a DocumentError that names the place.
 */
export function checkDocument(document: OpenApiDocument): void {
  operationsOf(document)
  const rules = document.root['x-input']
  // The code keeps the rules it was generated with; others would be claimed and not kept.
  if (rules !== undefined && JSON.stringify(rules) !== JSON.stringify(inputRules)) {
    document.refuse('#/x-input', 'differs from the input rules that this version keeps')
  }
  const ajv = createAjv()
  const schemas = document.at('#/components/schemas')
  if (isObject(schemas)) for (const name of Object.keys(schemas)) checkSchema(into('#/components/schemas', name))
  for (const found of objectsIn(document.root, '#')) {
    if (typeof found.value.$ref === 'string') resolve(document, found)
    if ('schema' in found.value) checkSchema(into(found.pointer, 'schema'))
  }

  function checkSchema(pointer: string): void {
    if (ajv.validate(META, document.at(pointer) as JsonObject)) return
    const [error] = ajv.errors ?? []
    document.refuse(`${pointer}${error?.instancePath ?? ''}`, error?.message ?? 'is no schema')
  }
}
