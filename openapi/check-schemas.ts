import { createAjv } from './ajv.ts'
import { isObject, type JsonObject, type OpenApiDocument } from './document.ts'
import { objectsIn } from './objects.ts'
import { into } from './pointer.ts'

const META = 'https://json-schema.org/draft/2020-12/schema'

/**
 * Refuses a schema that is none: with `minimum: one` every number would pass, and a pattern that does not compile ends whoever judges by
 * it. Throws a DocumentError that names the place.
 */
export function checkSchemas(document: OpenApiDocument): void {
  const ajv = createAjv()
  const schemas = document.at('#/components/schemas')
  if (isObject(schemas)) for (const name of Object.keys(schemas)) check(into('#/components/schemas', name))
  for (const { value, pointer } of objectsIn(document.root, '#')) {
    if ('schema' in value) check(into(pointer, 'schema'))
    if (typeof value.pattern === 'string' && !compiles(value.pattern))
      document.refuse(into(pointer, 'pattern'), 'is no regular expression')
  }

  function check(pointer: string): void {
    if (ajv.validate(META, document.at(pointer) as JsonObject)) return
    const [error] = ajv.errors ?? []
    document.refuse(`${pointer}${error?.instancePath ?? ''}`, error?.message ?? 'is no schema')
  }
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    return true
  } catch {
    return false
  }
}
