import { into } from '../../../openapi/document.ts'
import type { Method } from '../../../openapi/operations.ts'
import type { Rule } from '../rule.ts'

/** The verbs that describe what a method does (RFC 9110, 9.3). Methods without a fixed set are not listed. */
const VERBS: Partial<Record<Method, readonly string[]>> = {
  get: ['get', 'list', 'search', 'find', 'count', 'check', 'download', 'export', 'preview', 'show', 'read'],
  put: ['put', 'set', 'replace', 'update', 'upsert'],
  patch: ['patch', 'update', 'change', 'edit', 'rename'],
  delete: ['delete', 'remove', 'revoke', 'cancel', 'clear', 'close', 'unlink'],
}

/** POST is for any other action: reply, pause, pay. */
const NOT_FOR_POST = ['get', 'list', 'show', 'read', 'fetch', 'delete', 'put', 'patch', 'replace']

export const operationIdVerb: Rule = {
  name: 'operation-id-verb',
  *check({ operations }) {
    for (const { id, method, pointer, value } of operations) {
      const verb = value.operationId === undefined ? undefined : /^[a-z]+/.exec(id)?.[0]
      const allowed = VERBS[method]
      if (verb === undefined || (method === 'post' ? !NOT_FOR_POST.includes(verb) : (allowed?.includes(verb) ?? true)))
        continue
      yield {
        pointer: into(pointer, 'operationId'),
        message: `${id} starts with ${verb}, which does not fit ${method.toUpperCase()}`,
        hint: allowed
          ? `Start with one of ${allowed.join(', ')}.`
          : 'Start with a verb for an action, such as create, reply or cancel.',
      }
    }
  },
}
