import { into } from '../../../openapi/document.ts'
import type { Method } from '../../../openapi/operations.ts'
import type { Rule } from '../rule.ts'

const READING = ['get', 'list', 'search', 'find', 'count', 'check', 'download', 'export', 'preview', 'show', 'read']

/** Verbs that say another method than POST; all that remains is what a business does: reply, pause, pay. */
const OTHERS = ['get', 'list', 'show', 'read', 'fetch', 'delete', 'put', 'patch', 'replace']

/** What the verb of an operationId may be, by its method (RFC 9110, 9.3). Methods that carry no verb of a business are not here. */
const FITS: Partial<Record<Method, { test(verb: string): boolean; say: string }>> = {
  get: { test: verb => READING.includes(verb), say: `one that reads: ${READING.join(', ')}` },
  post: { test: verb => !OTHERS.includes(verb), say: `one that does something: create, reply, cancel and the like` },
  put: { test: verb => ['put', 'set', 'replace', 'update', 'upsert'].includes(verb), say: 'set, replace or update' },
  patch: {
    test: verb => ['patch', 'update', 'change', 'edit', 'rename'].includes(verb),
    say: 'update, change or edit',
  },
  delete: {
    test: verb => ['delete', 'remove', 'revoke', 'cancel', 'clear', 'close', 'unlink'].includes(verb),
    say: 'delete, remove, revoke and the like',
  },
}

/** The name that an operation has everywhere says what its method does. */
export const operationIdVerb: Rule = {
  name: 'operation-id-verb',
  *check({ operations }) {
    for (const { id, method, pointer, value } of operations) {
      if (value.operationId === undefined) continue
      const verb = /^[a-z]+/.exec(id)?.[0]
      const fits = FITS[method]
      if (verb === undefined || !fits || fits.test(verb)) continue
      yield {
        pointer: into(pointer, 'operationId'),
        message: `${id} begins with ${verb}, which does not fit ${method.toUpperCase()}`,
        hint: `Begin with a verb that fits, ${fits.say}.`,
      }
    }
  },
}
