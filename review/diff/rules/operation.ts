import { BREAKS, changed, MAY_BREAK, NAMES, onBoth, type Rule, WATCH, WORKS } from './rule.ts'

/** Changes of operations: paths, parameters, bodies, answers. */
export const operationRules = {
  'operation-removed': {
    outcome: BREAKS,
    message: '{what} is gone',
    hint: 'Every call of it fails: deprecate it first and remove it in a major version.',
  },
  'operation-added': { outcome: WORKS, message: '{what} is new', hint: 'Clients need not change.' },
  'operation-moved': {
    outcome: BREAKS,
    message: '{from} is now {to}',
    hint: 'Calls of the old path fail: serve both for a while, or raise the major version.',
  },
  'operation-id-changed': {
    outcome: WATCH,
    message: 'the operationId of {owner} is {to}, before {from}',
    hint: 'The wire stays as it is, but generated clients name the function by it: programs must be changed with the next generation.',
  },
  'path-parameter-renamed': {
    outcome: NAMES,
    message: 'the path parameter {from} of {owner} is called {to}',
    hint: 'A URL does not hold the name; generated clients may name an argument by it.',
  },
  'tags-changed': {
    outcome: NAMES,
    message: 'the tags of {owner} are {to}, before {from}',
    hint: 'Tags group the documentation; some generated clients name classes by them.',
  },
  deprecated: {
    outcome: onBoth(WORKS),
    message: '{owner} is deprecated',
    hint: 'It works until the day that x-sunset gives.',
  },
  'deprecated-without-sunset': {
    outcome: onBoth(WATCH),
    message: '{owner} is deprecated, and nothing says until when it works',
    hint: 'Give the day in x-sunset, so that clients can plan.',
  },
  'deprecation-withdrawn': {
    outcome: onBoth(WORKS),
    message: '{owner} is no longer deprecated',
    hint: 'Clients may go on using it.',
  },

  'parameter-added': {
    outcome: onBoth(WORKS),
    message: '{owner} has an optional parameter {what}',
    hint: 'Clients need not send it.',
  },
  'required-parameter-added': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} needs a parameter {what}',
    hint: { request: 'Calls without it are refused: make it optional, with a default.', response: 'It is sent along.' },
  },
  'parameter-removed': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} no longer has the parameter {what}',
    hint: {
      request: 'Calls that send it are not heard, and answer something else: deprecate it first.',
      response: 'Receivers that read it lose it.',
    },
  },
  'parameter-refused': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer has the parameter {what}, and refuses those that it does not know',
    hint: 'Calls that send it are refused: go on accepting it, or raise the major version.',
  },
  'parameter-moved': {
    outcome: onBoth(BREAKS),
    message: 'the parameter {what} of {owner} stands in {to}, before in {from}',
    hint: 'Sent in the old place it is not heard: accept it in both, or raise the major version.',
  },
  'parameter-required': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} is required',
    hint: {
      request: 'Calls without it are refused: leave it optional, with a default.',
      response: 'It is always sent.',
    },
  },
  'parameter-optional': {
    outcome: { request: WORKS, response: BREAKS },
    message: '{owner} is optional',
    hint: { request: 'Clients may leave it out.', response: 'Receivers rely on it.' },
  },
  'serialisation-changed': changed(
    '{what} of {owner} is {to}, before {from}',
    'The same value is written another way: what clients send is read wrongly, or the other way round.',
  ),
  'empty-value-refused': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} may no longer be empty (allowEmptyValue)',
    hint: 'Calls that send it without a value are refused.',
  },
  'empty-value-allowed': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} may be empty (allowEmptyValue)',
    hint: 'It may be sent without a value.',
  },
  'reserved-changed': {
    outcome: onBoth(MAY_BREAK),
    message: 'reserved characters in {owner} are written {to}, before {from} (allowReserved)',
    hint: 'Servers that decode by the contract read another value.',
  },

  'request-body-added': {
    outcome: onBoth(WORKS),
    message: '{owner} takes an optional body',
    hint: 'Clients need not send it.',
  },
  'required-request-body-added': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} needs a body',
    hint: { request: 'Calls without it are refused: make it optional.', response: 'It is sent along.' },
  },
  'request-body-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer takes a body',
    hint: 'What clients send is not heard, or refused.',
  },
  'request-body-required': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} is required',
    hint: { request: 'Calls without it are refused: leave it optional.', response: 'It is always sent.' },
  },
  'request-body-optional': {
    outcome: { request: WORKS, response: BREAKS },
    message: '{owner} is optional',
    hint: { request: 'Clients may leave it out.', response: 'Receivers rely on it.' },
  },
  'media-type-added': {
    outcome: onBoth(WORKS),
    message: '{owner} may be {what}',
    hint: 'Clients that ask for what they asked for see nothing of it.',
  },
  'media-type-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} may no longer be {what}',
    hint: {
      request: 'Bodies of this type are refused (415): go on accepting it, or raise the major version.',
      response: 'Clients that ask for this type do not get it: go on answering it, or raise the major version.',
    },
  },
  'content-added': {
    outcome: onBoth(WORKS),
    message: '{owner} has a body',
    hint: 'Clients that expect none ignore it.',
  },
  'encoding-changed': {
    outcome: onBoth(MAY_BREAK),
    message: 'how {owner} encodes {what} changed',
    hint: 'The same value is written another way.',
  },
} as const satisfies Record<string, Rule>
