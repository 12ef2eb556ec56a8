import { BREAKS, docs, MAY_BREAK, narrowed, onBoth, type Rule, WATCH, WORKS, widened } from './rule.ts'

/** Changes of the properties of objects, and of what schemas say beside validity. */
export const propertyRules = {
  'property-added': {
    outcome: onBoth(WORKS),
    message: '{owner} has an optional property {what}',
    hint: { request: 'Clients may send it.', response: 'Clients ignore properties that they do not know.' },
  },
  'property-added-to-closed': {
    outcome: { request: WORKS, response: WATCH },
    message: '{owner}, which allows no others, has a further property {what}',
    hint: {
      request: 'Clients may send it.',
      response: 'Clients that validate answers against the old contract refuse it.',
    },
  },
  'required-property-added': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{owner} has a required property {what}',
    hint: {
      request: 'Requests without it are refused: make it optional, with a default.',
      response: 'Clients ignore properties that they do not know.',
    },
  },
  'property-removed': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} no longer has the optional property {what}',
    hint: {
      request: 'It may still be sent, but is not heard: accept it until nobody sends it.',
      response: 'Clients that show it lose it: deprecate it first.',
    },
  },
  'required-property-removed': {
    outcome: { request: MAY_BREAK, response: BREAKS },
    message: '{owner} no longer has the required property {what}',
    hint: {
      request: 'It may still be sent, but is not heard: accept it until nobody sends it.',
      response: 'Clients rely on it: go on answering it, or raise the major version.',
    },
  },
  'property-refused': {
    outcome: { request: BREAKS, response: MAY_BREAK },
    message: '{owner} no longer allows the property {what}',
    hint: {
      request: 'Requests that hold it are refused: go on accepting it, or raise the major version.',
      response: 'Clients that show it lose it: deprecate it first.',
    },
  },
  'required-added': narrowed('{what} is required in {owner}', {
    request: 'Requests without it are refused: leave it optional, with a default.',
  }),
  'required-removed': widened('{what} is no longer required in {owner}', {
    response: 'Clients rely on it: go on answering it, or raise the major version.',
  }),
  'dependent-required-added': narrowed('{what} is required in {owner} beside {to}'),
  'dependent-required-removed': widened('{what} is no longer required in {owner} beside {from}'),

  'additional-properties-refused': narrowed('{owner} has no properties beyond those listed', {
    request: 'Requests with properties that were ignored are refused: go on ignoring them, or raise the major version.',
  }),
  'additional-properties-allowed': {
    outcome: { request: WORKS, response: WATCH },
    message: '{owner} may have properties beyond those listed',
    hint: {
      request: 'Requests may say more than before.',
      response: 'Clients that validate answers against the old contract refuse them.',
    },
  },

  'read-only-added': {
    outcome: { request: MAY_BREAK, response: WORKS },
    message: '{owner} is only answered now (readOnly)',
    hint: {
      request: 'Clients that send it are not heard, or refused.',
      response: 'It is answered as before.',
    },
  },
  'read-only-removed': {
    outcome: onBoth(WORKS),
    message: '{owner} may be sent too (no longer readOnly)',
    hint: 'Clients may send it.',
  },
  'required-in-requests': {
    outcome: { request: BREAKS, response: WORKS },
    message: '{what} is required in requests too, since {owner} no longer has it as readOnly',
    hint: 'Requests without it are refused: leave it optional, with a default.',
  },
  'write-only-added': {
    outcome: { request: WORKS, response: BREAKS },
    message: '{owner} is no longer answered (writeOnly)',
    hint: {
      request: 'It is sent as before.',
      response: 'Clients lose it: go on answering it, or raise the major version.',
    },
  },
  'write-only-removed': {
    outcome: onBoth(WORKS),
    message: '{owner} is answered too (no longer writeOnly)',
    hint: 'Clients ignore properties that they do not know.',
  },

  'default-added': {
    outcome: onBoth(WATCH),
    message: '{owner} has the default {to}',
    hint: 'If this writes down what happens already, nothing changes for who leaves it out.',
  },
  'default-changed': {
    outcome: { request: MAY_BREAK, response: WATCH },
    message: '{owner} has the default {to}, before {from}',
    hint: {
      request: 'Requests that leave it out mean something else than before.',
      response: 'Clients that fill in what is not answered fill in something else.',
    },
  },
  'default-removed': {
    outcome: { request: MAY_BREAK, response: WATCH },
    message: '{owner} no longer has the default {from}',
    hint: {
      request: 'What a request that leaves it out means is not said any more.',
      response: 'Clients that fill in what is not answered have nothing to fill in.',
    },
  },
  'xml-changed': {
    outcome: onBoth(MAY_BREAK),
    message: 'how {owner} is written in XML changed',
    hint: 'Documents in XML have other names or another shape.',
  },
  'keyword-without-effect': docs(
    '{what} of {owner} changed, where it has no effect',
    'The type does not let it apply: remove it.',
  ),
} as const satisfies Record<string, Rule>
