import type { Case, HttpAnswer } from './runner/case.ts'

const useless = { rejects: { status: 0, code: 'bad_response' } }

/** One that differs from the contract's own answer in one thing, which makes it useless: it is thrown, and not asked for again. */
const bad = (name: string, answer: HttpAnswer, operation: string, unlike: string): Case => ({
  name,
  unlike,
  input: { calls: [operation], answers: [answer] },
  expected: { outcomes: [useless] },
})

const good = (name: string, operation: string, answer: HttpAnswer, outcome: object = {}): Case => ({
  name,
  input: { calls: [operation], answers: [answer] },
  expected: { outcomes: [{ status: answer.status, ...outcome }] },
})

const refusal = (name: string, operation: string, answer: HttpAnswer, unlike: string): Case => ({
  ...good(name, operation, answer, {
    data: undefined,
    error: { code: answer.status === 404 ? 'not_found' : 'validation_failed' },
  }),
  unlike,
})

const ME = 'getMe gives what the contract says'
const LIST = 'listInvoices gives what the contract says'
const PDF = 'getInvoicePdf gives what the contract says'
const TICKET = 'createTicket gives what the contract says'
const INVOICE = 'getInvoice gives what the contract says'
const MISSING = 'a 404 with message and code is an error value'
const FIELDS = 'a 422 with the errors of fields is an error value'
const page = { data: [], links: {}, meta: {} }

/** What is no answer by the contract: another status, no JSON, JSON of another shape, another media type. */
export const badAnswers: Case[] = [
  good(ME, 'getMe', { status: 200 }, { data: { data: { email: 'you@company.com' } } }),
  bad('a page in HTML is no answer', { status: 200, text: '<!doctype html><title>Welcome</title>' }, 'getMe', ME),
  bad('an empty body is no answer', { status: 200, text: '' }, 'getMe', ME),
  bad('JSON that ends too soon is no answer', { status: 200, text: '{"data":{"id":7' }, 'getMe', ME),
  bad('null is no answer', { status: 200, json: null }, 'getMe', ME),
  bad('a text is no answer', { status: 200, json: 'data' }, 'getMe', ME),
  bad('a list is no answer', { status: 200, json: [{ data: {} }] }, 'getMe', ME),
  bad('an object without data is no answer', { status: 200, json: { user: {} } }, 'getMe', ME),
  bad('data that is null is no answer', { status: 200, json: { data: null } }, 'getMe', ME),
  bad('a list where an object belongs is no answer', { status: 200, json: { data: [] } }, 'getMe', ME),
  good(
    'members that a later contract adds are let through',
    'getMe',
    { status: 200, json: { data: { id: 7, age: 9 }, more: 1 } },
    {
      data: { data: { id: 7, age: 9 }, more: 1 },
    },
  ),
  bad('204 is not declared', { status: 204 }, 'getMe', ME),
  bad('201 is not declared here', { status: 201 }, 'getMe', ME),
  bad('418 is not declared anywhere', { status: 418 }, 'getMe', ME),
  bad('404 is not declared for what always is', { status: 404 }, 'getMe', ME),
  bad('a redirect is not followed', { status: 302 }, 'getMe', ME),
  good(LIST, 'listInvoices', { status: 200, json: page }, { data: page }),
  bad(
    'an object where a list belongs is no answer',
    { status: 200, json: { ...page, data: {} } },
    'listInvoices',
    LIST,
  ),
  bad('a page without meta is no answer', { status: 200, json: { data: [], links: {} } }, 'listInvoices', LIST),
  good(PDF, 'getInvoicePdf', { status: 200, headers: { 'Content-Type': 'application/pdf' } }),
  bad(
    'a PDF that is HTML is no answer',
    { status: 200, headers: { 'Content-Type': 'text/html' } },
    'getInvoicePdf',
    PDF,
  ),
  bad(
    'a PDF that does not say so is no answer',
    { status: 200, headers: { 'Content-Type': null } },
    'getInvoicePdf',
    PDF,
  ),
  good('a PDF may say more of itself', 'getInvoicePdf', {
    status: 200,
    headers: { 'Content-Type': 'Application/PDF; version=1.7' },
  }),
  good(TICKET, 'createTicket', { status: 201 }, { data: { data: { id: 203 } } }),
  bad('200 is not declared for what is created', { status: 200 }, 'createTicket', TICKET),
  bad('a created ticket in HTML is no answer', { status: 201, text: '<p>Thanks!</p>' }, 'createTicket', TICKET),
  ...[good(INVOICE, 'getInvoice', { status: 200 }), refusal(MISSING, 'getInvoice', { status: 404 }, INVOICE)],
  bad('an error without a code is no answer', { status: 404, json: { message: 'Gone.' } }, 'getInvoice', MISSING),
  bad(
    'a number for a message is no answer',
    { status: 404, json: { message: 5, code: 'not_found' } },
    'getInvoice',
    MISSING,
  ),
  bad('an error in HTML is no answer', { status: 404, text: '<h1>Not Found</h1>' }, 'getInvoice', MISSING),
  refusal(FIELDS, 'listInvoices', { status: 422 }, 'listInvoices gives a page'),
  good('listInvoices gives a page', 'listInvoices', { status: 200 }),
  bad(
    'a 422 without fields is no answer',
    { status: 422, json: { message: 'No.', code: 'invalid' } },
    'listInvoices',
    FIELDS,
  ),
  bad(
    'a 422 whose fields are a list is no answer',
    { status: 422, json: { message: 'No.', code: 'validation_failed', errors: ['status'] } },
    'listInvoices',
    FIELDS,
  ),
]
