import type { OpenApiDocument } from '../../openapi/document.ts'
import type { Shape } from '../contract/request-shape.ts'
import { baseFields } from '../requests/base.ts'
import type { At } from '../requests/case.ts'
import { writableIn } from '../requests/values/encoding.ts'
import type { ScenarioRequest } from '../scenarios/scenario.ts'

/** The body of a valid request, as JSON if the operation accepts it. */
export function validRequest(document: OpenApiDocument, shape: Shape, at: At): Pick<ScenarioRequest, 'body' | 'form'> {
  if (!shape.body) return {}
  const isForm = writableIn(Object.keys(shape.body.media)).json === undefined
  return { body: baseFields(document, shape, at), ...(isForm && { form: true }) }
}
