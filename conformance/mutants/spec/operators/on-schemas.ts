import type { JsonObject, OpenApiDocument } from '../../../../openapi/document.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited } from '../edit.ts'
import type { Operator } from '../mutation.ts'
import type { SchemaSite } from '../schema-sites.ts'

/** A changed schema. */
export interface Rewrite {
  value: JsonObject
  change: string
  /** The keys inside the schema that lead to the change. */
  at?: readonly (string | number)[]
}

/** An operator that changes schemas wherever they are defined. */
export function onSchemas(name: string, rewrite: (site: SchemaSite, document: OpenApiDocument) => Rewrite[]): Operator {
  return {
    name,
    mutations: ({ schemas, document }) =>
      schemas.flatMap(site =>
        rewrite(site, document).map(({ value, change, at = [] }) => ({
          pointer: into(site.pointer, ...at),
          change,
          operations: site.operations,
          edit: root => edited(root, site.pointer, () => value),
        })),
      ),
  }
}
