import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { field, fields, whereText } from './build/requests.ts'

/** Fields that the contract refuses and the server accepts. */
export const unvalidatedFields: readonly ServerMutant[] = [
  fields('ignores unknown fields', 'createTicket', ({ subject, body, priority, category }) => ({
    ...(subject !== undefined && { subject }),
    ...(body !== undefined && { body }),
    ...(priority !== undefined && { priority }),
    ...(category !== undefined && { category }),
  })),
  fields('ignores unknown fields of a pause', 'pauseSubscription', ({ resume_at }) =>
    resume_at === undefined ? {} : { resume_at },
  ),
  field('treats an unknown priority as absent', 'createTicket', 'priority', priority =>
    ['low', 'medium', 'high', 'urgent', null, ''].includes(typeof priority === 'string' ? priority.trim() : null)
      ? priority
      : undefined,
  ),
  field(
    'accepts a category in any case',
    'createTicket',
    'category',
    whereText(category => category.toLowerCase()),
  ),
  field('truncates a long subject', 'createTicket', 'subject', cutTo(255)),
  field('truncates a long text', ['createTicket', 'replyToTicket'], 'body', cutTo(20_000)),
  field('truncates a long reason', 'cancelSubscription', 'reason', cutTo(1000)),
  field('truncates the long name of a token', 'createToken', 'name', cutTo(255)),
  field(
    'truncates a long email',
    'createToken',
    'email',
    whereText(email => (email.length > 254 ? 'a@b.example' : email)),
  ),
  field('truncates a long password', 'createToken', 'password', cutTo(1024)),
  field(
    'measures the length after trimming',
    'createTicket',
    'subject',
    whereText(subject => subject.trim() || subject),
  ),
  field(
    'accepts a blank subject',
    'createTicket',
    'subject',
    whereText(subject => (subject.trim() ? subject : '-')),
  ),
  field('accepts a subject that shows nothing', 'createTicket', 'subject', orDash),
  field('accepts a text that shows nothing', ['createTicket', 'replyToTicket'], 'body', orDash),
  field('accepts a reason that shows nothing', 'cancelSubscription', 'reason', orDash),
  field('accepts control characters in a subject', 'createTicket', 'subject', withoutControls(/\p{Cc}/gu)),
  field('accepts line separators in a subject', 'createTicket', 'subject', withoutControls(/[\u2028\u2029]/g)),
  field('accepts line breaks in the name of a token', 'createToken', 'name', withoutControls(/[\r\n]/g)),
  field(
    'accepts a blank reply',
    'replyToTicket',
    'body',
    whereText(body => (body.trim() ? body : '-')),
  ),
  field(
    'treats a blank reason as absent',
    'cancelSubscription',
    'reason',
    whereText(reason => (reason.trim() ? reason : undefined)),
  ),
  field(
    'drops NUL from a text',
    ['createTicket', 'replyToTicket'],
    'body',
    whereText(body => body.replaceAll('\0', '')),
  ),
  field(
    'drops NUL from a reason',
    'cancelSubscription',
    'reason',
    whereText(reason => reason.replaceAll('\0', '')),
  ),
  field(
    'replaces lone surrogates',
    'createTicket',
    'subject',
    whereText(subject => subject.toWellFormed()),
  ),
  field('converts numbers to strings', 'createTicket', 'subject', given =>
    typeof given === 'number' ? String(given) : given,
  ),
  field('converts booleans to strings', 'replyToTicket', 'body', given =>
    typeof given === 'boolean' ? String(given) : given,
  ),
  field('uses the first item of an array', 'createTicket', 'priority', given =>
    Array.isArray(given) ? (given[0] ?? 'low') : given,
  ),
  field('converts objects to JSON strings', 'cancelSubscription', 'reason', given =>
    isObject(given) ? JSON.stringify(given) : given,
  ),
  field(
    'accepts any text as an email',
    'createToken',
    'email',
    whereText(email => (email.includes('@') ? email : 'a@b.example')),
  ),
  fields('accepts a reply without a text', 'replyToTicket', given => ({ body: '-', ...given })),
  fields('does not require a subject', 'createTicket', given => ({ subject: 'Ticket', ...given })),
  field('accepts null for a subject', 'createTicket', 'subject', subject => subject ?? 'Ticket'),
  field(
    'treats a past date as absent',
    'pauseSubscription',
    'resume_at',
    whereText(date => (Date.parse(date) <= Date.parse('2026-11-22T12:00:00Z') ? undefined : date)),
  ),
  field(
    'pauses for any number of years',
    'pauseSubscription',
    'resume_at',
    whereText(date => (Date.parse(date) > Date.parse('2031-11-22T12:00:00Z') ? '2031-11-22' : date)),
  ),
  field(
    'accepts 30 February as a day in March',
    'pauseSubscription',
    'resume_at',
    whereText(date =>
      date.replace(/-02-(29|30|31)(?=$|T)/, (day, number) => (isReal(date) ? day : `-03-0${Number(number) - 28}`)),
    ),
  ),
  field(
    'accepts any date that JavaScript parses',
    'pauseSubscription',
    'resume_at',
    whereText(date => (Number.isNaN(Date.parse(date)) ? date : new Date(date).toISOString())),
  ),
  field(
    'accepts a date-time without a time zone',
    'pauseSubscription',
    'resume_at',
    whereText(date => date.replace(/(T\d\d:\d\d:\d\d(?:\.\d+)?)$/, '$1Z')),
  ),
]

function cutTo(length: number) {
  return whereText(text => [...text].slice(0, length).join(''))
}

function isObject(given: unknown): boolean {
  return typeof given === 'object' && given !== null
}

function isReal(date: string): boolean {
  const [day = ''] = date.split('T')
  const ms = Date.parse(day)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
}

/** Replaces a text that is not blank, but shows nothing. */
function orDash(given: unknown): unknown {
  if (typeof given !== 'string' || given.trim() === '') return given
  return /[\p{L}\p{N}\p{M}\p{P}\p{S}]/u.test(given) ? given : '-'
}

function withoutControls(controls: RegExp) {
  return whereText(text => (text.includes('\0') ? text : text.replaceAll(controls, '.')))
}
