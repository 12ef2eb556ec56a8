import { isObject, type JsonObject } from '../../../../openapi/document.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited, renamed, without } from '../edit.ts'
import { fromTo, type Mutation, type Operator } from '../mutation.ts'
import type { Site } from '../sites.ts'

const ADDED = 'Added-Header'

/**
 * Removes and renames each response header, adds an optional one, and makes required headers optional and vice versa.
 */
export const header: Operator = {
  name: 'header',
  mutations: ({ responses, headers }) => [...responses.flatMap(namesOf), ...headers.map(flipped)],
}

function namesOf({ value: response, pointer, operations }: Site): Mutation[] {
  const headers = isObject(response.headers) ? response.headers : {}
  const at = into(pointer, 'headers')
  const mutation = (where: string, change: string, to: JsonObject): Mutation => ({
    pointer: where,
    change,
    operations,
    edit: root => edited(root, at, () => to),
  })
  return [
    ...Object.keys(headers).flatMap(name => [
      mutation(into(at, name), `${name} → Renamed-${name}`, renamed(headers, name, `Renamed-${name}`)),
      mutation(into(at, name), `${name} dropped`, without(headers, name)),
    ]),
    mutation(Object.keys(headers).length > 0 ? at : pointer, `${ADDED} added`, {
      ...headers,
      [ADDED]: { schema: { type: 'string' } },
    }),
  ]
}

export function flipped({ value, pointer, operations }: Site): Mutation {
  const isRequired = value.required === true
  return {
    pointer: value.required === undefined ? pointer : into(pointer, 'required'),
    change: fromTo('required', isRequired, !isRequired),
    operations,
    edit: root => edited(root, into(pointer, 'required'), () => !isRequired),
  }
}
