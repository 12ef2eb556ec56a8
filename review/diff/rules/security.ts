import { BREAKS, docs, MAY_BREAK, onBoth, type Rule, WATCH, WORKS } from './rule.ts'

/** Changes of authentication and of servers. */
export const securityRules = {
  'security-added': {
    outcome: onBoth(BREAKS),
    message: '{owner} now requires {to}; before, no authentication was needed',
    hint: 'Requests without credentials are rejected (401).',
  },
  'security-removed': {
    outcome: onBoth(WATCH),
    message: '{owner} no longer requires authentication (before: {from})',
    hint: 'Anyone can access it. Make sure that is intended.',
  },
  'security-anonymous-allowed': {
    outcome: onBoth(WATCH),
    message: '{owner} now also allows requests without credentials',
    hint: 'Anyone can access it. Make sure that is intended.',
  },
  'security-alternative-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer accepts {from}',
    hint: 'Requests that authenticate only this way are rejected. Keep accepting it, or raise the major version.',
  },
  'security-tightened': {
    outcome: onBoth(BREAKS),
    message: '{owner} now requires {to}; before, {from} was enough',
    hint: 'Requests with the old credentials are rejected. Keep accepting them, or raise the major version.',
  },
  'security-loosened': {
    outcome: onBoth(WORKS),
    message: '{owner} now requires only {to}; before, it required {from}',
    hint: 'Existing clients are not affected.',
  },
  'security-alternative-added': {
    outcome: onBoth(WORKS),
    message: '{owner} now also accepts {to}',
    hint: 'Existing clients are not affected.',
  },
  'security-scheme-changed': {
    outcome: onBoth(BREAKS),
    message: '`{what}` of {owner} changed from {from} to {to}',
    hint: 'Credentials sent the old way are rejected.',
  },
  'oauth-flow-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer supports the flow {what}',
    hint: 'Clients that use it cannot get a token.',
  },
  'oauth-flow-added': {
    outcome: onBoth(WORKS),
    message: '{owner} supports a new flow {what}',
    hint: 'Existing clients are not affected.',
  },
  'oauth-scope-removed': {
    outcome: onBoth(BREAKS),
    message: '{owner} no longer has the scope {what}',
    hint: 'Clients that ask for it cannot get a token.',
  },
  'oauth-scope-added': {
    outcome: onBoth(WORKS),
    message: '{owner} has a new scope {what}',
    hint: 'Existing clients are not affected.',
  },
  'bearer-format-changed': docs('the bearerFormat of {owner} changed'),

  'servers-replaced': {
    outcome: BREAKS,
    message: '{owner} is now served at {to}, no longer at {from}',
    hint: 'Clients use the old address. Serve it too, or raise the major version.',
  },
  'servers-moved': docs('the servers changed from {from} to {to}, and the paths with them', 'The URLs stay the same.'),
  'server-removed': {
    outcome: MAY_BREAK,
    message: '{owner} is no longer served at {from}',
    hint: 'Requests to this address fail. The other addresses still work.',
  },
  'server-added': {
    outcome: WORKS,
    message: '{owner} is now also served at {to}',
    hint: 'Existing clients are not affected.',
  },
  'server-variable-changed': {
    outcome: MAY_BREAK,
    message: 'the server variable {what} of {owner} changed from {from} to {to}',
    hint: 'Clients that use its old value or its default send requests to a different address.',
  },
  'server-variable-extended': {
    outcome: WORKS,
    message: 'the server variable {what} of {owner} has new values: {to}',
    hint: 'Existing clients are not affected.',
  },
  'server-of-ones-own-changed': docs('the local server {what} changed', 'It is for local development only.'),
} as const satisfies Record<string, Rule>
