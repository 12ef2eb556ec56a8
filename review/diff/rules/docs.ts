import { BREAKS, docs, MAY_BREAK, NAMES, onBoth, type Rule, WATCH, WORKS } from './rule.ts'

/** Changes of documentation. */
export const docsRules = {
  'description-changed': docs('the description of {owner} changed'),
  'summary-changed': docs('the summary of {owner} changed'),
  'title-changed': docs('the title of {owner} changed'),
  'example-changed': docs('an example of {owner} changed'),
  'external-docs-changed': docs('the external documentation of {owner} changed'),
  'info-changed': docs('info.{what} changed from {from} to {to}'),
  'version-changed': docs(
    'info.version changed from {from} to {to}',
    'The other changes decide how much it has to rise.',
  ),
  'openapi-version-changed': docs(
    'the OpenAPI version changed from {from} to {to}',
    'Readers need tools that support this version.',
  ),
  'tag-changed': docs('the tag {what} changed'),
  'component-added': docs('{owner} was added to the components', 'Its effects are listed where it is used.'),
  'component-removed': {
    outcome: NAMES,
    message: '{owner} was removed from the components',
    hint: 'Its effects are listed where it was used. Generated types may be named after it.',
  },
} as const satisfies Record<string, Rule>

/** Changes of extensions, and of what no rule covers. */
export const extensionRules = {
  'annotation-changed': docs('{what} of {owner} changed from {from} to {to}'),
  'sunset-set': {
    outcome: onBoth(WORKS),
    message: 'x-sunset of {owner} changed from {from} to {to}',
    hint: 'Tell the clients that use it.',
  },
  'sunset-earlier': {
    outcome: onBoth(MAY_BREAK),
    message: 'x-sunset of {owner} changed from {from} to the earlier {to}',
    hint: 'Clients planned for the later date.',
  },
  'input-tightened': {
    outcome: onBoth(BREAKS),
    message: 'x-input.{what} changed from {from} to {to}',
    hint: 'Requests that were accepted are rejected. Keep accepting them, or raise the major version.',
  },
  'input-relaxed': {
    outcome: onBoth(WORKS),
    message: 'x-input.{what} changed from {from} to {to}',
    hint: 'Requests that were rejected are accepted.',
  },
  'input-changed': {
    outcome: onBoth(MAY_BREAK),
    message: 'x-input.{what} changed from {from} to {to}',
    hint: 'The same request is understood differently.',
  },
  unclassified: {
    outcome: WATCH,
    message: '{what} of {owner} changed from {from} to {to}, which no rule covers',
    hint: 'Decide by hand what it means for clients.',
  },
} as const satisfies Record<string, Rule>
