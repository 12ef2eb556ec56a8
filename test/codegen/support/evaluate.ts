import { stripTypeScriptTypes } from 'node:module'
import { createRoute, z } from '@hono/zod-openapi'
import { emitServer } from '../../../codegen/outputs.ts'
import { parseDocument } from '../../../openapi/read.ts'

type Exports = Record<string, z.ZodType>

/** Runs the code that a document gives and gives back what it exports. */
export function evaluate(text: string): { schemas: Exports; routes: Record<string, unknown> } {
  const generated = emitServer(parseDocument('api.yaml', text))
  const schemas = run(generated.schemas, { z })
  return { schemas: schemas as Exports, routes: run(generated.routes, { z, createRoute, schemas }) }
}

function run(source: string, scope: Record<string, unknown>): Record<string, unknown> {
  const names = [...source.matchAll(/^export (?:const|function) ([\p{ID_Continue}$]+)/gmu)].map(([, name]) => name)
  const body = stripTypeScriptTypes(source)
    .replaceAll(/^import .*$/gm, '')
    .replaceAll(/^export /gm, '')
  return new Function(...Object.keys(scope), `${body}\nreturn { ${names.join(', ')} }`)(...Object.values(scope))
}
