import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Shape } from '../contract/request-shape.ts'
import { baseFields, requiredQuery } from '../requests/base.ts'
import type { At } from '../requests/case.ts'
import { writableIn } from '../requests/values/encoding.ts'
import type { ScenarioRequest } from '../scenarios/scenario.ts'

/** The query and body of a valid request, as JSON if the operation accepts it. */
export function validRequest(
  document: OpenApiDocument,
  shape: Shape,
  at: At,
): Pick<ScenarioRequest, 'query' | 'body' | 'form'> {
  const query = requiredQuery(document, shape, at)
  if (!shape.body) return { query }
  const isForm = writableIn(Object.keys(shape.body.media)).json === undefined
  return { query, body: baseFields(document, shape, at), ...(isForm && { form: true }) }
}
