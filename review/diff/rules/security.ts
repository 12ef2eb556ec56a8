import { BREAKS, docs, MAY_BREAK, onBoth, type Rule, WATCH, WORKS } from './rule.ts'

/** Changes of security and servers: how, and where, a client is let in. */
export const securityRules = {
  'security-added': {
    outcome: onBoth(BREAKS),
    message: '{owner} needs {to}, before nothing',
    hint: 'Calls without credentials are refused (401).',
  },
  'security-removed': {
    outcome: onBoth(WATCH),
    message: '{owner} needs nothing, before {from}',
    hint: 'It is open to everybody: is that meant?',
  },
  'security-anonymous-allowed': {
    outcome: onBoth(WATCH),
    message: '{owner} may be called without credentials too',
    hint: 'It is open to everybody: is that meant?',
  },
  'security-alternative-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer lets in by {from}',
    hint: 'Calls with it alone are refused: go on accepting it, or raise the major version.',
  },
  'security-tightened': {
    outcome: onBoth(BREAKS),
    message: '{owner} needs {to}, before {from} was enough',
    hint: 'Calls with what was enough are refused: go on accepting it, or raise the major version.',
  },
  'security-loosened': {
    outcome: onBoth(WORKS),
    message: '{owner} needs {to} only, before {from}',
    hint: 'Clients need not change.',
  },
  'security-alternative-added': {
    outcome: onBoth(WORKS),
    message: '{owner} also lets in by {to}',
    hint: 'Clients need not change.',
  },
  'security-scheme-changed': {
    outcome: onBoth(BREAKS),
    message: '{what} of {owner} is {to}, before {from}',
    hint: 'Credentials sent the old way are refused.',
  },
  'oauth-flow-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer has the flow {what}',
    hint: 'Clients that use it get no token.',
  },
  'oauth-flow-added': {
    outcome: onBoth(WORKS),
    message: '{owner} has the flow {what}',
    hint: 'Clients need not use it.',
  },
  'oauth-scope-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer has the scope {what}',
    hint: 'Clients that ask for it get no token.',
  },
  'oauth-scope-added': {
    outcome: onBoth(WORKS),
    message: '{owner} has the scope {what}',
    hint: 'Clients need not ask for it.',
  },
  'bearer-format-changed': docs('the bearerFormat of {owner} changed'),

  'servers-replaced': {
    outcome: BREAKS,
    message: '{owner} is served at {to}, before at {from}',
    hint: 'Clients call the old address: serve it too, or raise the major version.',
  },
  'server-removed': {
    outcome: MAY_BREAK,
    message: '{owner} is no longer served at {from}',
    hint: 'Clients that call this address fail; others are still served.',
  },
  'server-added': { outcome: WORKS, message: '{owner} is served at {to} too', hint: 'Clients need not change.' },
  'server-variable-changed': {
    outcome: MAY_BREAK,
    message: 'the variable {what} of a server of {owner} changed from {from} to {to}',
    hint: 'Clients that fill in the old value, or none, call another address.',
  },
  'server-variable-extended': {
    outcome: WORKS,
    message: 'the variable {what} of a server of {owner} may also be {to}',
    hint: 'Clients need not change.',
  },
  'server-of-ones-own-changed': docs('an address on the own machine ({what}) changed', 'No client of others calls it.'),
} as const satisfies Record<string, Rule>
