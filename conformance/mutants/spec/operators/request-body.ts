import { isObject, type JsonObject, type OpenApiDocument } from '../../../../openapi/document.ts'
import type { Operation } from '../../../../openapi/operations.ts'
import { into } from '../../../../openapi/pointer.ts'
import { resolve } from '../../../../openapi/references.ts'
import { edited } from '../edit.ts'
import { fromTo, type Mutation, type Operator } from '../mutation.ts'
import type { Site } from '../sites.ts'

/** Makes an optional body required, removes bodies, and adds one to operations without. */
export const requestBody: Operator = {
  name: 'request body',
  mutations: ({ document, requestBodies, operations }) => [
    ...requestBodies.flatMap(body => requiredFlipped(document, body)),
    ...operations.flatMap(operation => (operation.requestBody ? [dropped(operation)] : added(operation))),
  ],
}

/** By `x-input` no body equals an empty object, so if fields are required, making the body optional has no effect. */
function requiredFlipped(document: OpenApiDocument, { value, pointer, operations }: Site): Mutation[] {
  const isRequired = value.required === true
  if (isRequired && needsFields(document, value, pointer)) return []
  const at = into(pointer, 'required')
  return [
    {
      pointer: value.required === undefined ? pointer : at,
      change: fromTo('required', isRequired, !isRequired),
      operations,
      edit: root => edited(root, at, () => !isRequired),
    },
  ]
}

function needsFields(document: OpenApiDocument, { content }: JsonObject, pointer: string): boolean {
  return Object.values(isObject(content) ? content : {}).every(media => {
    if (!isObject(media) || !isObject(media.schema)) return false
    const { required } = resolve(document, { value: media.schema, pointer }).value
    return Array.isArray(required) && required.length > 0
  })
}

function dropped({ id, pointer }: Operation): Mutation {
  const at = into(pointer, 'requestBody')
  return { pointer: at, change: 'dropped', operations: [id], edit: root => edited(root, at, () => undefined) }
}

/** GET and HEAD cannot have a body (Fetch, 5.3). */
function added({ id, pointer, method }: Operation): Mutation[] {
  if (method === 'get' || method === 'head') return []
  const schema = { type: 'object', properties: { added_field: { type: 'string' } }, additionalProperties: false }
  const edit = (root: JsonObject) =>
    edited(root, into(pointer, 'requestBody'), () => ({ content: { 'application/json': { schema } } }))
  return [{ pointer, change: 'added', operations: [id], edit }]
}
