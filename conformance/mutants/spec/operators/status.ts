import { isObject, type Json, type JsonObject } from '../../../../openapi/document.ts'
import type { Operation } from '../../../../openapi/operations.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited, renamed, without } from '../edit.ts'
import type { Mutation, Operator } from '../mutation.ts'

/** Removes each status, changes it to another one of its class, and adds one. */
export const status: Operator = { name: 'status', mutations: ({ operations }) => operations.flatMap(mutationsOf) }

function mutationsOf({ id, pointer, value }: Operation): Mutation[] {
  const responses = isObject(value.responses) ? value.responses : {}
  const names = Object.keys(responses).filter(name => /^[1-5](\d\d|XX)$|^default$/.test(name))
  const at = into(pointer, 'responses')
  const mutation = (where: string, change: string, to: JsonObject): Mutation => ({
    pointer: where,
    change,
    operations: [id],
    edit: root => edited(root, at, () => to),
  })
  const changed = names
    .filter(name => /^\d+$/.test(name))
    .map(name => [name, freeStatus(responses, Number(name[0]))] as const)
    .map(([name, to]) => mutation(into(at, name), `${name} → ${to}`, renamed(responses, name, to)))
  const dropped = names
    .filter(() => names.length > 1)
    .map(name => mutation(into(at, name), `${name} dropped`, without(responses, name)))
  const last = responses[names.at(-1) ?? '']
  const added = freeStatus(responses, 4)
  return [
    ...changed,
    ...dropped,
    ...(last === undefined ? [] : [mutation(at, `${added} added`, { ...responses, [added]: last })]),
  ]
}

/** The highest undeclared status of a class. */
function freeStatus(responses: Readonly<Record<string, Json>>, kind: number): string {
  let status = kind * 100 + 99
  while (String(status) in responses) status--
  return String(status)
}
