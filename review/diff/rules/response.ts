import { BREAKS, MAY_BREAK, onBoth, type Rule, WATCH, WORKS } from './rule.ts'

/** Changes of responses and of webhooks. */
export const responseRules = {
  'success-status-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer returns {what}',
    hint: 'Clients check for this status code to detect success. Keep returning it, or raise the major version.',
  },
  'success-status-added': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} may now return {what}, with a body unlike its other successful responses',
    hint: 'Clients treat it like a success they know (RFC 9110, 15) and do not find the body they expect.',
  },
  'success-status-added-alike': {
    outcome: { request: WORKS, response: WATCH },
    message: '{owner} may now return {what}, with the same body as another successful response',
    hint: 'Clients treat it like a success they know (RFC 9110, 15), unless they compare the exact status code.',
  },
  'redirect-added': {
    outcome: { request: WORKS, response: WATCH },
    message: '{owner} may now return {what}',
    hint: 'Clients that do not follow redirects or revalidate have to handle it.',
  },
  'status-range-narrowed': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} now returns {to} instead of any {from}',
    hint: {
      request: 'Receivers that return other status codes are no longer understood.',
      response: 'Clients that handle the whole range are not affected.',
    },
  },
  'error-status-added': {
    outcome: onBoth(WORKS),
    message: '{owner} may now return {what}',
    hint: 'Clients treat an unknown status code like the x00 of its class (RFC 9110, 15).',
  },
  'error-status-removed': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} no longer returns {what}',
    hint: {
      request: 'Receivers that return it are no longer understood.',
      response: 'Clients no longer have to handle it.',
    },
  },
  'header-added': {
    outcome: onBoth(WORKS),
    message: '{owner} has a new optional header {what}',
    hint: 'Clients ignore headers they do not know.',
  },
  'required-header-added': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} always has a new header {what}',
    hint: { request: 'Receivers do not send it yet.', response: 'Clients ignore headers they do not know.' },
  },
  'header-removed': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} no longer has the optional header {what}',
    hint: 'Clients that read it no longer get it.',
  },
  'required-header-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer has the header {what}',
    hint: 'Clients rely on it. Keep sending it, or raise the major version.',
  },
  'header-required': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} is now always present',
    hint: { request: 'Receivers may not send it yet.', response: 'Clients can rely on it.' },
  },
  'header-optional': {
    outcome: { request: WORKS, response: BREAKS },
    message: '{owner} may now be missing',
    hint: {
      request: 'Receivers may leave it out.',
      response: 'Clients rely on it. Keep sending it, or raise the major version.',
    },
  },

  'webhook-removed': {
    outcome: BREAKS,
    message: 'the webhook {what} was removed',
    hint: 'Receivers no longer get it. Deprecate it first and remove it in a major version.',
  },
  'webhook-added': {
    outcome: WORKS,
    message: 'the webhook {what} was added',
    hint: 'Existing receivers are not affected.',
  },
} as const satisfies Record<string, Rule>
