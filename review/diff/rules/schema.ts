import { changed, DOCS, docs, MAY_BREAK, NAMES, narrowed, onBoth, type Rule, WATCH, WORKS, widened } from './rule.ts'

/** Changes of which values a schema allows. */
export const schemaRules = {
  'type-narrowed': narrowed('the type of {owner} narrowed from {from} to {to}'),
  'type-widened': widened('the type of {owner} widened from {from} to {to}'),
  'type-changed': changed('the type of {owner} changed from {from} to {to}'),
  'type-stated': {
    outcome: { request: MAY_BREAK, response: WORKS },
    message: '{owner} now states its type {to}, which its other keywords already implied',
    hint: {
      request: 'Values of other types were valid before, although probably not intended.',
      response: 'Responses promise more than before. Existing clients are not affected.',
    },
  },
  'type-unstated': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} no longer states its type {from}, which its other keywords still imply',
    hint: {
      request: 'Values of other types are now valid.',
      response: 'Values of other types are now valid. State the type.',
    },
  },
  'null-allowed': widened('{owner} may now be null', { response: 'Clients that do not expect null fail.' }),
  'null-refused': narrowed('{owner} may no longer be null'),

  'enum-added': narrowed('{owner} must now be one of {to}'),
  'enum-removed': widened('{owner} is no longer limited to {from}'),
  'enum-value-added': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} may now be {what}',
    hint: {
      request: 'Clients may send the new value.',
      response: 'Clients that handle every value meet one they do not know.',
    },
  },
  'extensible-enum-value-added': {
    outcome: onBoth(WORKS),
    message: '{owner} may now be {what}',
    hint: {
      request: 'Clients may send the new value.',
      response: 'The enum was marked x-extensible before, so clients handle values that it does not list.',
    },
  },
  'extensible-enum-removed': {
    outcome: onBoth(WORKS),
    message: '{owner} is no longer limited to {from}',
    hint: {
      request: 'More requests are valid than before. Existing clients are not affected.',
      response: 'The enum was marked x-extensible before, so clients handle values that it does not list.',
    },
  },
  'extensible-added': {
    outcome: { request: DOCS, response: MAY_BREAK },
    message: '{owner} is now marked x-extensible: responses may contain values that are not listed',
    hint: {
      request: 'Requests may still contain only the listed values.',
      response:
        'Clients that handle only the listed values meet one they do not know. Remove the mark, or raise the major version.',
    },
  },
  'extensible-removed': {
    outcome: { request: DOCS, response: WORKS },
    message: '{owner} is no longer marked x-extensible: responses contain only the listed values',
    hint: {
      request: 'Requests could contain only the listed values before.',
      response: 'Existing clients are not affected, but adding a value later will be a breaking change.',
    },
  },
  'enum-value-removed': narrowed('{owner} no longer allows {what}'),
  'const-changed': changed('the only value of {owner} changed from {from} to {to}'),

  'pattern-added': narrowed('{owner} must now match {to}'),
  'pattern-removed': widened('{owner} no longer has to match {from}'),
  'pattern-changed': changed(
    'the pattern of {owner} changed from {from} to {to}',
    'Patterns are not compared by the strings they match. Assume that valid values became invalid.',
  ),
  'pattern-widened': widened('the pattern of {owner} changed from {from} to {to}, which matches more'),
  'pattern-narrowed': narrowed('the pattern of {owner} changed from {from} to {to}, which matches less'),
  'format-added': narrowed('{owner} now has the format {to}'),
  'format-removed': widened('{owner} no longer has the format {from}'),
  'format-narrowed': narrowed('the format of {owner} narrowed from {from} to {to}'),
  'format-widened': widened('the format of {owner} widened from {from} to {to}'),
  'format-changed': changed('the format of {owner} changed from {from} to {to}'),
  'format-hint-changed': {
    outcome: NAMES,
    message: 'the format of {owner} changed from {from} to {to}, which allows the same values',
    hint: 'Generated clients may use a different type.',
  },
  'multiple-added': narrowed('{owner} must now be a multiple of {to} instead of {from}'),
  'multiple-removed': widened('{owner} no longer has to be a multiple of {from}'),
  'multiple-changed': changed('{owner} must now be a multiple of {to} instead of {from}'),

  'unique-items-added': narrowed('the items of {owner} must now be unique'),
  'unique-items-removed': widened('the items of {owner} no longer have to be unique'),

  'values-refused': {
    outcome: { request: MAY_BREAK, response: WORKS },
    message: '{owner} no longer allows some values that were valid',
    hint: {
      request: 'The keywords together allow fewer values. Keep accepting them, or raise the major version.',
      response: 'Responses promise more than before. Existing clients are not affected.',
    },
  },
  'values-allowed': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} now allows some values that were not valid',
    hint: {
      request: 'More requests are valid than before. Existing clients are not affected.',
      response: 'The keywords together allow more values. Keep ruling them out, or raise the major version.',
    },
  },
  'values-not-compared': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} is too complex to compare all the values that both versions allow',
    hint: 'The changes of its keywords are reported, but together they may mean something else. Check by hand that no value breaks clients, then accept this change in review/exceptions.yaml.',
  },
  'alternatives-overlap': {
    outcome: { request: MAY_BREAK, response: WORKS },
    message: '{owner} must match exactly one alternative, but some values that were valid now match several',
    hint: {
      request:
        'Requests with such values are rejected. Use anyOf, or require a property with a different value in each alternative.',
      response: 'Responses promise more than before. Existing clients are not affected.',
    },
  },
  'alternatives-overlap-allowed': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} now allows some values that were not valid because they matched several alternatives',
    hint: {
      request: 'More requests are valid than before. Existing clients are not affected.',
      response: 'Clients may receive values that the contract ruled out. Require a property that tells them apart.',
    },
  },
  'written-differently': docs('{owner} is written differently, and allows the same values'),

  'alternative-added': widened('{owner} has a new alternative {what}', {
    response: 'Clients that handle every alternative meet one they do not know.',
  }),
  'alternative-removed': narrowed('{owner} no longer has the alternative {what}'),
  'alternatives-changed': changed(
    'the alternatives of {owner} changed',
    'They cannot be matched with each other. Assume that valid values became invalid.',
  ),
  'any-of-became-one-of': {
    outcome: { request: MAY_BREAK, response: WORKS },
    message: '{owner} must now match exactly one alternative (anyOf became oneOf)',
    hint: {
      request: 'Values that match two alternatives are rejected.',
      response: 'Existing clients are not affected.',
    },
  },
  'one-of-became-any-of': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} may now match several alternatives (oneOf became anyOf)',
    hint: {
      request: 'More values are accepted.',
      response: 'Clients that pick the first matching alternative may pick the wrong one.',
    },
  },
  'discriminator-added': {
    outcome: onBoth(WATCH),
    message: '{owner} now has the discriminator {to}',
    hint: 'The alternatives stay the same. Generated clients now select them by this property.',
  },
  'discriminator-removed': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} no longer has the discriminator {from}',
    hint: 'Generated clients can no longer select the alternative by it.',
  },
  'discriminator-property-changed': changed('the discriminator of {owner} changed from {from} to {to}'),
  'discriminator-value-added': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: 'the discriminator of {owner} has a new value {what}',
    hint: { request: 'Clients may send the new value.', response: 'Clients meet a value they do not know.' },
  },
  'discriminator-value-removed': {
    outcome: onBoth(MAY_BREAK),
    message: 'the discriminator of {owner} no longer maps {what} to an alternative that still exists',
    hint: 'Clients that use the mapping no longer find the alternative by this value. Keep it in the mapping.',
  },
  'discriminator-value-moved': changed('the discriminator of {owner} maps {what} to a different alternative'),
} as const satisfies Record<string, Rule>
