import { BREAKS, docs, MAY_BREAK, NAMES, onBoth, type Rule, WATCH, WORKS } from './rule.ts'

/** Changes of what is there to be read. */
export const docsRules = {
  'description-changed': docs('the description of {owner} changed'),
  'summary-changed': docs('the summary of {owner} changed'),
  'title-changed': docs('the title of {owner} changed'),
  'comment-changed': docs('a comment of {owner} changed'),
  'example-changed': docs('an example of {owner} changed'),
  'external-docs-changed': docs('where to read more on {owner} changed'),
  'info-changed': docs('info.{what} changed from {from} to {to}'),
  'version-changed': docs(
    'info.version is {to}, before {from}',
    'What it needs to rise by is said by the other changes.',
  ),
  'openapi-version-changed': docs(
    'it is written in OpenAPI {to}, before {from}',
    'Readers need tools of that version; what changed in meaning by it is listed by itself.',
  ),
  'tag-changed': docs('the tag {what} in the list of tags changed'),
  'component-added': docs('{owner} is new among the components', 'What it changes is listed where it is used.'),
  'component-removed': {
    outcome: NAMES,
    message: '{owner} is gone from the components',
    hint: 'What it changes is listed where it was used; generated types may have its name.',
  },
} as const satisfies Record<string, Rule>

/** Changes of what the specification leaves to others. */
export const extensionRules = {
  'extension-changed': {
    outcome: NAMES,
    message: '{what} of {owner} changed from {from} to {to}',
    hint: 'An extension means what its readers agree on: is one of them a client?',
  },
  'annotation-changed': docs('{what} of {owner} changed from {from} to {to}'),
  'sunset-set': {
    outcome: onBoth(WORKS),
    message: '{owner} works until {to}, before {from}',
    hint: 'Tell those who use it.',
  },
  'sunset-earlier': {
    outcome: onBoth(MAY_BREAK),
    message: '{owner} works until {to}, before until {from}',
    hint: 'Clients planned for the later day.',
  },
  'input-tightened': {
    outcome: onBoth(BREAKS),
    message: 'x-input.{what} is {to}, before {from}',
    hint: 'Requests that were right are refused: go on accepting them, or raise the major version.',
  },
  'input-relaxed': {
    outcome: onBoth(WORKS),
    message: 'x-input.{what} is {to}, before {from}',
    hint: 'Requests that were refused are accepted.',
  },
  'input-changed': {
    outcome: onBoth(MAY_BREAK),
    message: 'x-input.{what} is {to}, before {from}',
    hint: 'The same request means something else than before.',
  },
  unclassified: {
    outcome: WATCH,
    message: '{what} of {owner} changed from {from} to {to}, and no rule knows what that means',
    hint: 'Is it misspelt? If not, judge by hand what clients see.',
  },
} as const satisfies Record<string, Rule>
