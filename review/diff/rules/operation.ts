import { BREAKS, changed, MAY_BREAK, NAMES, onBoth, type Rule, WATCH, WORKS } from './rule.ts'

/** Changes of operations: paths, parameters and request bodies. */
export const operationRules = {
  'operation-removed': {
    outcome: BREAKS,
    message: '{what} was removed',
    hint: 'Every request to it fails. Deprecate it first and remove it in a major version.',
  },
  'operation-added': { outcome: WORKS, message: '{what} was added', hint: 'Existing clients are not affected.' },
  'operation-moved': {
    outcome: BREAKS,
    message: '{from} moved to {to}',
    hint: 'Requests to the old path fail. Serve both paths for a while, or raise the major version.',
  },
  'operation-id-changed': {
    outcome: WATCH,
    message: 'the operationId of {owner} changed from {from} to {to}',
    hint: 'HTTP requests stay the same, but generated clients name their functions after it, so programs must change when they regenerate.',
  },
  'path-parameter-renamed': {
    outcome: NAMES,
    message: 'the path parameter {from} of {owner} was renamed to {to}',
    hint: 'URLs stay the same, but generated clients may name an argument after it.',
  },
  'tags-changed': {
    outcome: NAMES,
    message: 'the tags of {owner} changed from {from} to {to}',
    hint: 'Tags group the documentation. Some generated clients also name classes after them.',
  },
  deprecated: {
    outcome: onBoth(WORKS),
    message: '{owner} is now deprecated',
    hint: 'It keeps working until the date in x-sunset.',
  },
  'deprecated-without-sunset': {
    outcome: onBoth(WATCH),
    message: '{owner} is now deprecated, without a date until which it works',
    hint: 'Give the date in x-sunset so that clients can plan.',
  },
  'deprecation-withdrawn': {
    outcome: onBoth(WORKS),
    message: '{owner} is no longer deprecated',
    hint: 'Clients can keep using it.',
  },

  'parameter-added': {
    outcome: onBoth(WORKS),
    message: '{owner} accepts a new optional parameter {what}',
    hint: 'Existing clients are not affected.',
  },
  'required-parameter-added': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} requires a new parameter {what}',
    hint: {
      request: 'Requests without it are rejected. Make it optional, with a default.',
      response: 'Receivers ignore parameters they do not know.',
    },
  },
  'parameter-removed': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} no longer accepts the parameter {what}',
    hint: {
      request: 'Clients still sending it are silently ignored and get different data. Deprecate it first.',
      response: 'Receivers that read it no longer get it.',
    },
  },
  'parameter-refused': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer accepts the parameter {what} and rejects unknown parameters',
    hint: 'Requests with it are rejected. Keep accepting it, or raise the major version.',
  },
  'parameter-moved': {
    outcome: onBoth(BREAKS),
    message: 'the parameter {what} of {owner} moved from {from} to {to}',
    hint: 'Clients that send it in the old place are ignored. Accept it in both places, or raise the major version.',
  },
  'parameter-required': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} is now required',
    hint: {
      request: 'Requests without it are rejected. Keep it optional, with a default.',
      response: 'It is always sent.',
    },
  },
  'parameter-optional': {
    outcome: { request: WORKS, response: BREAKS },
    message: '{owner} is now optional',
    hint: { request: 'Clients may leave it out.', response: 'Receivers rely on it being there.' },
  },
  'serialisation-changed': changed(
    '{what} of {owner} changed from {from} to {to}',
    'The same value is serialised differently, so one side misreads what the other sends.',
  ),

  'request-body-added': {
    outcome: onBoth(WORKS),
    message: '{owner} accepts a new optional request body',
    hint: 'Existing clients are not affected.',
  },
  'required-request-body-added': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} requires a new request body',
    hint: {
      request: 'Requests without it are rejected. Make it optional.',
      response: 'Receivers that expect no body ignore it.',
    },
  },
  'request-body-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer accepts a request body',
    hint: 'What clients send is ignored or rejected.',
  },
  'request-body-required': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} is now required',
    hint: { request: 'Requests without it are rejected. Keep it optional.', response: 'It is always sent.' },
  },
  'request-body-optional': {
    outcome: { request: WORKS, response: BREAKS },
    message: '{owner} is now optional',
    hint: { request: 'Clients may leave it out.', response: 'Receivers rely on it being there.' },
  },
  'media-type-added': {
    outcome: onBoth(WORKS),
    message: '{owner} supports a new media type {what}',
    hint: 'Clients that keep using the old media types are not affected.',
  },
  'media-type-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer supports the media type {what}',
    hint: {
      request: 'Request bodies of this type are rejected (415). Keep accepting it, or raise the major version.',
      response: 'Clients that ask for this type do not get it. Keep sending it, or raise the major version.',
    },
  },
  'content-added': {
    outcome: onBoth(WORKS),
    message: '{owner} now has a body',
    hint: 'Clients that expect no body ignore it.',
  },
} as const satisfies Record<string, Rule>
