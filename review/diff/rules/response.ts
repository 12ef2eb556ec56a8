import { BREAKS, docs, MAY_BREAK, onBoth, type Rule, WATCH, WORKS } from './rule.ts'

/** Changes of what operations answer, and of what the API sends by itself. */
export const responseRules = {
  'success-status-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer answers {what}',
    hint: 'Clients take it for the sign that all went well: go on answering it, or raise the major version.',
  },
  'success-status-added': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} may answer {what}, with another body than its other successes',
    hint: 'Clients take it for a success that they know (RFC 9110, 15) and do not find the body they expect.',
  },
  'success-status-added-alike': {
    outcome: { request: WORKS, response: WATCH },
    message: '{owner} may answer {what}, with a body that it had before',
    hint: 'Clients take it for a success that they know (RFC 9110, 15); those that compare the number do not.',
  },
  'redirect-added': {
    outcome: { request: WORKS, response: WATCH },
    message: '{owner} may answer {what}',
    hint: 'Clients that do not follow redirects, or revalidate, see it.',
  },
  'error-status-added': {
    outcome: onBoth(WORKS),
    message: '{owner} may answer {what}',
    hint: 'Clients take an unknown status for the x00 of its class (RFC 9110, 15).',
  },
  'error-status-removed': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} no longer answers {what}',
    hint: { request: 'Receivers that answer it are not understood.', response: 'Clients need not expect it any more.' },
  },
  'header-added': {
    outcome: onBoth(WORKS),
    message: '{owner} has a header {what}',
    hint: 'Clients ignore headers that they do not know.',
  },
  'required-header-added': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} always has a header {what}',
    hint: 'Clients ignore headers that they do not know.',
  },
  'header-removed': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} no longer has the optional header {what}',
    hint: 'Clients that read it lose it.',
  },
  'required-header-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer has the header {what}',
    hint: 'Clients rely on it: go on answering it, or raise the major version.',
  },
  'header-required': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} is always there',
    hint: 'Clients may rely on it.',
  },
  'header-optional': {
    outcome: { request: WORKS, response: BREAKS },
    message: '{owner} may be missing',
    hint: 'Clients rely on it: go on answering it, or raise the major version.',
  },

  'webhook-removed': {
    outcome: BREAKS,
    message: 'the webhook {what} is gone',
    hint: 'Receivers wait for it in vain.',
  },
  'webhook-added': { outcome: WORKS, message: 'the webhook {what} is new', hint: 'Nobody has to listen.' },
  'callback-removed': {
    outcome: BREAKS,
    message: '{owner} no longer calls back {what}',
    hint: 'Receivers wait for it in vain.',
  },
  'callback-added': { outcome: WATCH, message: '{owner} calls back {what}', hint: 'Receivers may be called.' },
  'link-removed': {
    outcome: onBoth(WATCH),
    message: '{owner} no longer links to {what}',
    hint: 'Nothing that is answered changes; programs that follow links of the contract lose one.',
  },
  'link-added': docs('{owner} links to {what}'),
  'link-changed': {
    outcome: onBoth(WATCH),
    message: 'the link {what} of {owner} changed',
    hint: 'Nothing that is answered changes; programs that follow links of the contract are led elsewhere.',
  },
} as const satisfies Record<string, Rule>
