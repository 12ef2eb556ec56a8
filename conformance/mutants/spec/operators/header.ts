import { isObject, type JsonObject } from '../../../../openapi/document.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited, renamed, without } from '../edit.ts'
import { fromTo, type Lie, type Operator } from '../lie.ts'
import type { Site } from '../sites.ts'

const ADDED = 'Added-Header'

/**
 * Removes and renames each response header, adds an optional one, and makes required headers optional and vice versa.
 */
export const header: Operator = {
  name: 'header',
  lies: ({ responses, headers }) => [...responses.flatMap(namesOf), ...headers.map(flipped)],
}

function namesOf({ value: response, pointer, operations }: Site): Lie[] {
  const headers = isObject(response.headers) ? response.headers : {}
  const at = into(pointer, 'headers')
  const lie = (where: string, change: string, to: JsonObject): Lie => ({
    pointer: where,
    change,
    operations,
    edit: root => edited(root, at, () => to),
  })
  return [
    ...Object.keys(headers).flatMap(name => [
      lie(into(at, name), `${name} → Renamed-${name}`, renamed(headers, name, `Renamed-${name}`)),
      lie(into(at, name), `${name} dropped`, without(headers, name)),
    ]),
    lie(Object.keys(headers).length > 0 ? at : pointer, `${ADDED} added`, {
      ...headers,
      [ADDED]: { schema: { type: 'string' } },
    }),
  ]
}

export function flipped({ value, pointer, operations }: Site): Lie {
  const isRequired = value.required === true
  return {
    pointer: value.required === undefined ? pointer : into(pointer, 'required'),
    change: fromTo('required', isRequired, !isRequired),
    operations,
    edit: root => edited(root, into(pointer, 'required'), () => !isRequired),
  }
}
