import { isObject, type JsonObject } from '../../../../openapi/document.ts'
import { into } from '../../../../openapi/pointer.ts'
import { edited, renamed, without } from '../edit.ts'
import type { Mutation, Operator } from '../mutation.ts'
import type { Site } from '../sites.ts'

const CHANGED = 'application/changed'
const ADDED = 'application/added'

/** Removes and changes each media type, and adds one, also to a response without a body. */
export const mediaType: Operator = {
  name: 'media type',
  mutations: ({ requestBodies, responses }) => [
    ...requestBodies.flatMap(body => mutationsOf(body, false)),
    ...responses.flatMap(response => mutationsOf(response, true)),
  ],
}

function mutationsOf({ value: owner, pointer, operations }: Site, mayBeEmpty: boolean): Mutation[] {
  const content = isObject(owner.content) ? owner.content : {}
  const types = Object.keys(content)
  const mutation = (type: string, change: string, to: JsonObject): Mutation => ({
    pointer: type in content ? into(pointer, 'content', type) : types.length > 0 ? into(pointer, 'content') : pointer,
    change,
    operations,
    edit: root => edited(root, into(pointer, 'content'), () => (Object.keys(to).length > 0 ? to : undefined)),
  })
  return [
    ...types.map(type => mutation(type, `${type} → ${CHANGED}`, renamed(content, type, CHANGED))),
    ...types
      .filter(() => types.length > 1 || mayBeEmpty)
      .map(type => mutation(type, `${type} dropped`, without(content, type))),
    mutation(ADDED, `${ADDED} added`, { ...content, [ADDED]: content[types[0] ?? ''] ?? {} }),
  ]
}
