import { changed, MAY_BREAK, NAMES, narrowed, onBoth, type Rule, WATCH, WORKS, widened } from './rule.ts'

/** Changes of schemas, wherever they stand. */
export const schemaRules = {
  'type-narrowed': narrowed('{owner} is {to}, was {from}'),
  'type-widened': widened('{owner} may be {to}, was {from}'),
  'type-changed': changed('{owner} is {to}, was {from}'),
  'type-stated': {
    outcome: onBoth(WATCH),
    message: '{owner} says its type, {to}, which its other keywords let expect',
    hint: 'Other types passed before, though nobody will have meant them to.',
  },
  'type-unstated': {
    outcome: onBoth(WATCH),
    message: '{owner} no longer says its type, {from}, which its other keywords let expect',
    hint: 'Other types pass now: say the type.',
  },
  'null-allowed': widened('{owner} may be null', { response: 'Clients that do not expect null fail on it.' }),
  'null-refused': narrowed('{owner} may no longer be null'),

  'enum-added': narrowed('{owner} is one of {to}, was any'),
  'enum-removed': widened('{owner} is no longer one of {from} only'),
  'enum-value-added': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} may be {what}',
    hint: {
      request: 'A further value may be sent.',
      response: 'Clients that branch over all values meet one they do not know.',
    },
  },
  'enum-value-removed': narrowed('{owner} may no longer be {what}'),
  'const-changed': changed('{owner} is {to}, was {from}'),

  'pattern-added': narrowed('{owner} must match {to}'),
  'pattern-removed': widened('{owner} need no longer match {from}'),
  'pattern-changed': changed(
    '{owner} must match {to}, before {from}',
    'Which texts match both cannot be shown; treat it as a change of what is valid.',
  ),
  'format-added': narrowed('{owner} has the format {to}'),
  'format-removed': widened('{owner} no longer has the format {from}'),
  'format-narrowed': narrowed('{owner} has the format {to}, before {from}, which is wider'),
  'format-widened': widened('{owner} has the format {to}, before {from}, which is narrower'),
  'format-changed': changed('{owner} has the format {to}, before {from}'),
  'format-hint-changed': {
    outcome: NAMES,
    message: 'the format of {owner} is {to}, before {from}, which allows the same values',
    hint: 'Generated clients may choose another type by it.',
  },
  'content-changed': changed('{what} of {owner} is {to}, before {from}'),
  'multiple-added': narrowed('{owner} must be a multiple of {to}'),
  'multiple-removed': widened('{owner} need no longer be a multiple of {from}'),
  'multiple-changed': changed('{owner} must be a multiple of {to}, before of {from}'),

  'unique-items-added': narrowed('items of {owner} must differ from each other'),
  'unique-items-removed': widened('items of {owner} may be equal'),
  'contains-added': narrowed('{owner} must contain certain items'),
  'contains-removed': widened('{owner} need no longer contain certain items'),
  'extra-items-refused': narrowed('{owner} has no items beyond those listed'),
  'extra-items-allowed': widened('{owner} may have items beyond those listed'),

  'alternative-added': widened('{owner} may also be {what}', {
    response: 'Clients that branch over all alternatives meet one they do not know.',
  }),
  'alternative-removed': narrowed('{owner} may no longer be {what}'),
  'alternatives-changed': changed(
    'the alternatives of {owner} are others than before',
    'That the same values are valid cannot be shown; treat it as a change of what is valid.',
  ),
  'any-of-became-one-of': {
    outcome: { request: MAY_BREAK, response: WORKS },
    message: '{owner} must fit one alternative only (anyOf became oneOf)',
    hint: {
      request: 'A value that fits two alternatives is refused.',
      response: 'Answers promise more than before.',
    },
  },
  'one-of-became-any-of': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{owner} may fit several alternatives (oneOf became anyOf)',
    hint: {
      request: 'More values are accepted.',
      response: 'Clients that take the first alternative that fits may take another than is meant.',
    },
  },
  'discriminator-added': {
    outcome: onBoth(WATCH),
    message: '{owner} is told apart by {to}',
    hint: 'The alternatives stay as they are; generated clients now choose by this property.',
  },
  'discriminator-removed': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} is no longer told apart by {from}',
    hint: 'Generated clients lose what they choose the alternative by.',
  },
  'discriminator-property-changed': changed('{owner} is told apart by {to}, before by {from}'),
  'discriminator-value-added': {
    outcome: { request: WORKS, response: MAY_BREAK },
    message: '{what} names an alternative of {owner}',
    hint: { request: 'A further value may be sent.', response: 'Clients meet a value they do not know.' },
  },
  'discriminator-value-removed': {
    outcome: onBoth(MAY_BREAK),
    message: '{what} no longer names an alternative of {owner}, which is still there',
    hint: 'Clients that read the mapping no longer know the alternative by that value: keep it in the mapping.',
  },
  'discriminator-value-moved': changed('{what} names another alternative of {owner} than before'),

  'condition-added': narrowed('{owner} must fulfil a further condition ({what})'),
  'condition-removed': widened('{owner} need no longer fulfil a condition ({what})'),
  'condition-changed': changed(
    'a condition of {owner} changed ({what})',
    'That the same values are valid cannot be shown; treat it as a change of what is valid.',
  ),
} as const satisfies Record<string, Rule>
