import { BREAKS, docs, MAY_BREAK, narrowed, onBoth, type Rule, WATCH, WORKS, widened } from './rule.ts'

const IGNORED_IN_REQUESTS = 'Clients still sending it are silently ignored. Keep accepting it until no client sends it.'
const UNKNOWN_IN_RESPONSES = 'Clients ignore properties they do not know.'

/** Changes of the properties of objects, and of annotations that change behaviour. */
export const propertyRules = {
  'property-added': {
    outcome: onBoth(WORKS),
    message: '{owner} has a new optional property {what}',
    hint: { request: 'Clients may send it.', response: UNKNOWN_IN_RESPONSES },
  },
  'property-added-to-closed': {
    outcome: { request: WORKS, response: WATCH },
    message: '{owner}, which allows no other properties, has a new property {what}',
    hint: {
      request: 'Clients may send it.',
      response: 'Clients that validate responses against the old contract reject it.',
    },
  },
  'required-property-added': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} has a new required property {what}',
    hint: {
      request: 'Requests without it are rejected. Make it optional, with a default.',
      response: UNKNOWN_IN_RESPONSES,
    },
  },
  'property-removed': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} no longer has the optional property {what}',
    hint: { request: IGNORED_IN_REQUESTS, response: 'Clients that use it no longer get it. Deprecate it first.' },
  },
  'required-property-removed': {
    outcome: { request: MAY_BREAK, response: BREAKS },
    message: '{owner} no longer has the required property {what}',
    hint: {
      request: IGNORED_IN_REQUESTS,
      response: 'Clients rely on it. Keep sending it, or raise the major version.',
    },
  },
  'property-refused': {
    outcome: { request: BREAKS, response: MAY_BREAK },
    message: '{owner} no longer allows the property {what}',
    hint: {
      request: 'Requests with it are rejected. Keep accepting it, or raise the major version.',
      response: 'Clients that use it no longer get it. Deprecate it first.',
    },
  },
  'required-added': narrowed('{what} is now required in {owner}', {
    request: 'Requests without it are rejected. Keep it optional, with a default.',
  }),
  'required-removed': widened('{what} is no longer required in {owner}', {
    response: 'Clients rely on it. Keep sending it, or raise the major version.',
  }),

  'additional-properties-refused': narrowed('{owner} no longer allows properties beyond those listed', {
    request:
      'Requests with additional properties, which were ignored, are rejected. Keep ignoring them, or raise the major version.',
  }),
  'additional-properties-allowed': {
    outcome: { request: WORKS, response: WATCH },
    message: '{owner} now allows properties beyond those listed',
    hint: {
      request: 'Clients may send additional properties.',
      response: 'Clients that validate responses against the old contract reject them.',
    },
  },

  'read-only-added': {
    outcome: { request: MAY_BREAK, response: WORKS },
    message: '{owner} now appears in responses only (readOnly)',
    hint: {
      request: 'Clients still sending it are ignored or rejected.',
      response: 'Responses contain it as before.',
    },
  },
  'read-only-removed': {
    outcome: onBoth(WORKS),
    message: '{owner} may now be sent too (no longer readOnly)',
    hint: 'Clients may send it.',
  },
  'required-in-requests': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{what} is now required in requests too, since it is no longer readOnly in {owner}',
    hint: 'Requests without it are rejected. Keep it optional, with a default.',
  },
  'write-only-added': {
    outcome: { request: WORKS, response: BREAKS },
    message: '{owner} no longer appears in responses (writeOnly)',
    hint: {
      request: 'Clients send it as before.',
      response: 'Clients no longer get it. Keep sending it, or raise the major version.',
    },
  },
  'write-only-removed': {
    outcome: onBoth(WORKS),
    message: '{owner} now appears in responses too (no longer writeOnly)',
    hint: UNKNOWN_IN_RESPONSES,
  },

  'default-added': {
    outcome: onBoth(WATCH),
    message: '{owner} now has the default {to}',
    hint: 'If this documents existing behaviour, nothing changes for clients that leave the value out.',
  },
  'default-changed': {
    outcome: { request: MAY_BREAK, response: WATCH },
    message: 'the default of {owner} changed from {from} to {to}',
    hint: {
      request: 'Requests that leave the value out now mean something different.',
      response: 'Clients that fill in missing values by the default fill in a different one.',
    },
  },
  'default-removed': {
    outcome: { request: MAY_BREAK, response: WATCH },
    message: '{owner} no longer has the default {from}',
    hint: {
      request: 'The contract no longer defines what a request without the value means.',
      response: 'Clients that fill in missing values by the default no longer have one.',
    },
  },
  'keyword-without-effect': docs(
    '{what} of {owner} changed, where it has no effect',
    'It does not apply to values of this type. Remove it.',
  ),
} as const satisfies Record<string, Rule>
