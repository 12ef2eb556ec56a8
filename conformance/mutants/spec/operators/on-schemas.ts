import type { JsonObject, OpenApiDocument } from '../../../../openapi/document.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited } from '../edit.ts'
import type { Operator } from '../lie.ts'
import type { SchemaSite } from '../schema-sites.ts'

/** A schema that says something else. */
export interface Rewrite {
  value: JsonObject
  change: string
  /** The keys within the schema that lead to what was changed. */
  at?: readonly (string | number)[]
}

/** An operator that rewrites schemas wherever they stand. */
export function onSchemas(name: string, rewrite: (site: SchemaSite, document: OpenApiDocument) => Rewrite[]): Operator {
  return {
    name,
    lies: ({ schemas, document }) =>
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
