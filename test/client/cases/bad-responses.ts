import type { Case, HttpResponse } from './runner/case.ts'

const badResponse = { rejects: { status: 0, code: 'bad_response' } }

/** A response that differs from the contract's example in one place. It is thrown, and the request is not retried. */
const invalid = (name: string, response: HttpResponse, operation: string, contrastWith: string): Case => ({
  name,
  contrastWith,
  input: { calls: [operation], responses: [response] },
  expected: { outcomes: [badResponse] },
})

const valid = (name: string, operation: string, response: HttpResponse, outcome: object = {}): Case => ({
  name,
  input: { calls: [operation], responses: [response] },
  expected: { outcomes: [{ status: response.status, ...outcome }] },
})

const refusal = (name: string, operation: string, response: HttpResponse, contrastWith: string): Case => ({
  ...valid(name, operation, response, {
    data: undefined,
    error: { code: response.status === 404 ? 'not_found' : 'validation_failed' },
  }),
  contrastWith,
})

const ME = 'getMe returns the example of the contract'
const LIST = 'listInvoices returns the example of the contract'
const PDF = 'getInvoicePdf returns the example of the contract'
const TICKET = 'createTicket returns the example of the contract'
const INVOICE = 'getInvoice returns the example of the contract'
const MISSING = 'a 404 with message and code is an error value'
const FIELDS = 'a 422 with errors by field is an error value'
const page = { data: [], links: {}, meta: {} }

/** Responses that the contract does not declare: another status, not JSON, JSON of another shape, another media type. */
export const badResponses: Case[] = [
  valid(ME, 'getMe', { status: 200 }, { data: { data: { email: 'you@company.com' } } }),
  invalid('HTML is a bad_response', { status: 200, text: '<!doctype html><title>Welcome</title>' }, 'getMe', ME),
  invalid('an empty body is a bad_response', { status: 200, text: '' }, 'getMe', ME),
  invalid('truncated JSON is a bad_response', { status: 200, text: '{"data":{"id":7' }, 'getMe', ME),
  {
    name: 'truncated JSON is a bad_response with parseAs json too',
    contrastWith: 'JSON is returned with parseAs json',
    input: {
      calls: [{ operation: 'getMe', init: { parseAs: 'json' } }],
      responses: [{ status: 200, text: '{"data":{"id":7' }, 200],
    },
    expected: { outcomes: [badResponse] },
  },
  {
    name: 'JSON is returned with parseAs json',
    input: {
      calls: [{ operation: 'getMe', init: { parseAs: 'json' } }],
      responses: [{ status: 200, text: '{"data":{"id":7}}' }, 200],
    },
    expected: { outcomes: [{ status: 200, data: { data: { id: 7 } } }] },
  },
  invalid('null is a bad_response', { status: 200, json: null }, 'getMe', ME),
  invalid('a string is a bad_response', { status: 200, json: 'data' }, 'getMe', ME),
  invalid('a list is a bad_response', { status: 200, json: [{ data: {} }] }, 'getMe', ME),
  invalid('an object without data is a bad_response', { status: 200, json: { user: {} } }, 'getMe', ME),
  invalid('data that is null is a bad_response', { status: 200, json: { data: null } }, 'getMe', ME),
  invalid('a list instead of an object is a bad_response', { status: 200, json: { data: [] } }, 'getMe', ME),
  valid(
    'fields that a later contract adds are accepted',
    'getMe',
    { status: 200, json: { data: { id: 7, age: 9 }, more: 1 } },
    {
      data: { data: { id: 7, age: 9 }, more: 1 },
    },
  ),
  invalid('an undeclared 204 is a bad_response', { status: 204 }, 'getMe', ME),
  invalid('an undeclared 201 is a bad_response', { status: 201 }, 'getMe', ME),
  invalid('an undeclared 418 is a bad_response', { status: 418 }, 'getMe', ME),
  invalid('an undeclared 404 is a bad_response', { status: 404 }, 'getMe', ME),
  invalid('a redirect is not followed', { status: 302 }, 'getMe', ME),
  valid(LIST, 'listInvoices', { status: 200, json: page }, { data: page }),
  invalid(
    'an object instead of a list is a bad_response',
    { status: 200, json: { ...page, data: {} } },
    'listInvoices',
    LIST,
  ),
  invalid(
    'a page without meta is a bad_response',
    { status: 200, json: { data: [], links: {} } },
    'listInvoices',
    LIST,
  ),
  valid(PDF, 'getInvoicePdf', { status: 200, headers: { 'Content-Type': 'application/pdf' } }),
  invalid(
    'HTML instead of a PDF is a bad_response',
    { status: 200, headers: { 'Content-Type': 'text/html' } },
    'getInvoicePdf',
    PDF,
  ),
  invalid(
    'a PDF without a Content-Type is a bad_response',
    { status: 200, headers: { 'Content-Type': null } },
    'getInvoicePdf',
    PDF,
  ),
  valid('a PDF may have parameters in its Content-Type', 'getInvoicePdf', {
    status: 200,
    headers: { 'Content-Type': 'Application/PDF; version=1.7' },
  }),
  valid(TICKET, 'createTicket', { status: 201 }, { data: { data: { id: 203 } } }),
  invalid('an undeclared 200 is a bad_response', { status: 200 }, 'createTicket', TICKET),
  invalid('a 201 in HTML is a bad_response', { status: 201, text: '<p>Thanks!</p>' }, 'createTicket', TICKET),
  ...[valid(INVOICE, 'getInvoice', { status: 200 }), refusal(MISSING, 'getInvoice', { status: 404 }, INVOICE)],
  invalid(
    'an error without a code is a bad_response',
    { status: 404, json: { message: 'Gone.' } },
    'getInvoice',
    MISSING,
  ),
  invalid(
    'an error whose message is a number is a bad_response',
    { status: 404, json: { message: 5, code: 'not_found' } },
    'getInvoice',
    MISSING,
  ),
  invalid('an error in HTML is a bad_response', { status: 404, text: '<h1>Not Found</h1>' }, 'getInvoice', MISSING),
  refusal(FIELDS, 'listInvoices', { status: 422 }, 'listInvoices returns a page'),
  valid('listInvoices returns a page', 'listInvoices', { status: 200 }),
  invalid(
    'a 422 without errors by field is a bad_response',
    { status: 422, json: { message: 'No.', code: 'invalid' } },
    'listInvoices',
    FIELDS,
  ),
  invalid(
    'a 422 whose errors are a list is a bad_response',
    { status: 422, json: { message: 'No.', code: 'validation_failed', errors: ['status'] } },
    'listInvoices',
    FIELDS,
  ),
]
