import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { WRITES } from './build/operations.ts'
import { bodies, on, type Where, withStatus } from './build/responses.ts'

interface ErrorBody {
  message: string
  code?: string
  errors?: Record<string, unknown>
}

const isError: Where = ({ status }) => status >= 400

const errors = (name: string, where: Where, change: (error: ErrorBody) => unknown): ServerMutant =>
  bodies(name, where, body => change(body as ErrorBody))

const named = (name: string, change: (errors: Record<string, unknown>) => unknown): ServerMutant =>
  errors(name, withStatus(422), error => ({ ...error, errors: change(error.errors ?? {}) }))

const first = (given: Record<string, unknown>) => Object.entries(given).slice(0, 1)

export const errorBodies: readonly ServerMutant[] = [
  errors('sends errors without code', isError, ({ code: _, ...error }) => error),
  errors('sends 404 without code', withStatus(404), ({ code: _, ...error }) => error),
  errors('sends errors without message', withStatus(403), ({ code }) => ({ code })),
  errors('sends 422 without errors', withStatus(422), ({ message, code }) => ({ message, code })),
  errors('sends errors in the format of RFC 9457', withStatus(404), ({ message }) => ({ title: message, status: 404 })),
  errors('wraps errors in error', isError, error => ({ error })),
  errors('adds the status to errors', withStatus(401), error => ({ ...error, status: 401 })),
  errors('adds a stack trace to server errors', withStatus(500), error => ({ ...error, trace: ['at store.ts:12'] })),
  errors('reveals the cause of a server error', withStatus(500), error => ({
    ...error,
    message: 'SqliteError: no such column: hunter2',
  })),
  errors('sends null for errors', withStatus(404), error => ({ ...error, errors: null })),
  errors('sends numbers for codes', withStatus(403), error => ({ ...error, code: 403 })),
  errors('sends a code that is not in the contract', withStatus(415), error => ({ ...error, code: 'wrong_type' })),
  errors('uses the code forbidden for a missing row', withStatus(404), error => ({ ...error, code: 'forbidden' })),
  errors('uses the code not_found for another client’s row', withStatus(403), error => ({
    ...error,
    code: 'not_found',
  })),
  errors('uses the code validation_failed for malformed JSON', withStatus(400), error => ({
    ...error,
    code: 'validation_failed',
  })),
  errors('uses the code unavailable for a server error', withStatus(500), error => ({ ...error, code: 'unavailable' })),
  errors('uses the code not_found for a wrong method', withStatus(405), error => ({ ...error, code: 'not_found' })),
  errors('uses the code forbidden for too many requests', withStatus(429), error => ({ ...error, code: 'forbidden' })),
  errors('uses the code validation_failed for a wrong state', withStatus(422), error => ({
    ...error,
    code: 'validation_failed',
  })),
  errors('uses the code invalid_state for invalid fields', withStatus(422), error => ({
    ...error,
    code: error.code === 'validation_failed' ? 'invalid_state' : error.code,
  })),
  errors('uses the code validation_failed for a reused key', on(WRITES, 422), error => ({
    ...error,
    code: error.code === 'idempotency_key_reused' ? 'validation_failed' : error.code,
  })),
  named('sends the messages of a field as one string', given =>
    Object.fromEntries(Object.entries(given).map(([field, messages]) => [field, String(messages)])),
  ),
  named('sends errors as a list', given => Object.entries(given).map(([field, messages]) => ({ field, messages }))),
  named('sends empty lists of messages', given => Object.fromEntries(Object.keys(given).map(field => [field, []]))),
  named('names no field', () => ({})),
  named('puts all messages under base', given => ({ base: Object.values(given).flat() })),
  named('names fields in camelCase', given =>
    Object.fromEntries(
      Object.entries(given).map(([field, messages]) => [
        field.replaceAll(/_(.)/g, (_, letter) => letter.toUpperCase()),
        messages,
      ]),
    ),
  ),
  named('names only the first field', given => Object.fromEntries(first(given))),
  named('prefixes field names with body', given =>
    Object.fromEntries(Object.entries(given).map(([field, messages]) => [`body.${field}`, messages])),
  ),
  errors('names subject for an invalid text', on('createTicket', 422), error => ({
    ...error,
    errors: Object.fromEntries(
      Object.entries(error.errors ?? {}).map(([field, messages]) => [field === 'body' ? 'subject' : field, messages]),
    ),
  })),
  errors('names id instead of status for a wrong state', withStatus(422), error =>
    error.code === 'invalid_state' ? { ...error, errors: { id: ['Not now.'] } } : error,
  ),
]
