import type { Plant } from '../../in-process/plant.ts'
import { bodies, on, type Where, withStatus } from './build/answers.ts'
import { WRITES } from './build/operations.ts'

interface ErrorBody {
  message: string
  code?: string
  errors?: Record<string, unknown>
}

const isError: Where = ({ status }) => status >= 400

const errors = (name: string, where: Where, change: (error: ErrorBody) => unknown): Plant =>
  bodies(name, where, body => change(body as ErrorBody))

const named = (name: string, change: (errors: Record<string, unknown>) => unknown): Plant =>
  errors(name, withStatus(422), error => ({ ...error, errors: change(error.errors ?? {}) }))

const first = (given: Record<string, unknown>) => Object.entries(given).slice(0, 1)

export const errorBodies: readonly Plant[] = [
  errors('sends errors without code', isError, ({ code: _, ...error }) => error),
  errors('sends 404 without code', withStatus(404), ({ code: _, ...error }) => error),
  errors('sends errors without message', withStatus(403), ({ code }) => ({ code })),
  errors('sends 422 without errors', withStatus(422), ({ message, code }) => ({ message, code })),
  errors('sends errors as RFC 9457 has them', withStatus(404), ({ message }) => ({ title: message, status: 404 })),
  errors('wraps errors in error', isError, error => ({ error })),
  errors('sends the status beside the code', withStatus(401), error => ({ ...error, status: 401 })),
  errors('sends a trace beside a fault', withStatus(500), error => ({ ...error, trace: ['at store.ts:12'] })),
  errors('tells the cause of a fault', withStatus(500), error => ({
    ...error,
    message: 'SqliteError: no such column: hunter2',
  })),
  errors('sends null for errors', withStatus(404), error => ({ ...error, errors: null })),
  errors('sends numbers for codes', withStatus(403), error => ({ ...error, code: 403 })),
  errors('sends a code that is not in the contract', withStatus(415), error => ({ ...error, code: 'wrong_type' })),
  errors('calls a missing row forbidden', withStatus(404), error => ({ ...error, code: 'forbidden' })),
  errors('calls a foreign row not_found', withStatus(403), error => ({ ...error, code: 'not_found' })),
  errors('calls broken JSON validation_failed', withStatus(400), error => ({ ...error, code: 'validation_failed' })),
  errors('calls a fault unavailable', withStatus(500), error => ({ ...error, code: 'unavailable' })),
  errors('calls a wrong method not_found', withStatus(405), error => ({ ...error, code: 'not_found' })),
  errors('calls too many requests forbidden', withStatus(429), error => ({ ...error, code: 'forbidden' })),
  errors('calls a wrong state validation_failed', withStatus(422), error => ({ ...error, code: 'validation_failed' })),
  errors('calls wrong fields invalid_state', withStatus(422), error => ({
    ...error,
    code: error.code === 'validation_failed' ? 'invalid_state' : error.code,
  })),
  errors('calls a reused key validation_failed', on(WRITES, 422), error => ({
    ...error,
    code: error.code === 'idempotency_key_reused' ? 'validation_failed' : error.code,
  })),
  named('sends the messages of a field as one text', given =>
    Object.fromEntries(Object.entries(given).map(([field, messages]) => [field, String(messages)])),
  ),
  named('sends errors as a list', given => Object.entries(given).map(([field, messages]) => ({ field, messages }))),
  named('sends a list without messages', given => Object.fromEntries(Object.keys(given).map(field => [field, []]))),
  named('names no field', () => ({})),
  named('puts everything under base', given => ({ base: Object.values(given).flat() })),
  named('names fields in camelCase', given =>
    Object.fromEntries(
      Object.entries(given).map(([field, messages]) => [
        field.replaceAll(/_(.)/g, (_, letter) => letter.toUpperCase()),
        messages,
      ]),
    ),
  ),
  named('names only the first field', given => Object.fromEntries(first(given))),
  named('names each field with its place', given =>
    Object.fromEntries(Object.entries(given).map(([field, messages]) => [`body.${field}`, messages])),
  ),
  errors('names subject for a wrong text', on('createTicket', 422), error => ({
    ...error,
    errors: Object.fromEntries(
      Object.entries(error.errors ?? {}).map(([field, messages]) => [field === 'body' ? 'subject' : field, messages]),
    ),
  })),
  errors('names id where a state forbids it', withStatus(422), error =>
    error.code === 'invalid_state' ? { ...error, errors: { id: ['Not now.'] } } : error,
  ),
]
