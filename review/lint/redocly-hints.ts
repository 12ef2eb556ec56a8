/** What to do about a finding, for each Redocly rule that is on. */
const HINTS: Record<string, string> = {
  'array-parameter-serialization': 'Add style and explode, so that every client writes the list in the same way.',
  'info-contact': 'Add info.contact with a name and an email or URL.',
  'info-license': 'Add info.license with a name and an identifier.',
  'info-license-strict': 'Add url or identifier to info.license.',
  'no-ambiguous-paths': 'Make the paths differ in a segment that is not a parameter.',
  'no-duplicated-enum-values': 'Remove one of the two.',
  'no-duplicated-tag-names': 'Remove one of the two.',
  'no-empty-servers': 'Add servers with the URL of production.',
  'no-illogical-composition-keywords': 'Replace the composition with its only member, or add the others.',
  'no-mixed-number-range-constraints': 'Keep one of the two bounds.',
  'no-path-trailing-slash': 'Remove the slash at the end of the path.',
  'no-server-example.com': 'Use the URL of a real server.',
  'no-server-trailing-slash': 'Remove the slash at the end of the URL.',
  'no-undefined-server-variable': 'Define the variable under variables, or remove it from the URL.',
  'no-unsafe-markdown': 'Remove HTML and scripts from the text.',
  'operation-2xx-response': 'Declare the response of a successful request.',
  'operation-description': 'Add a description that says more than the summary.',
  'operation-operationId': 'Add an operationId that starts with a verb, like listInvoices.',
  'operation-summary': 'Add a summary of a few words.',
  'operation-tag-defined': 'Add the tag to the tags at the root of the document, or correct its name.',
  'parameter-description': 'Describe what the parameter does.',
  'path-declaration-must-exist': 'Name the parameter between the braces in the path.',
  'path-not-include-query': 'Declare what follows ? as query parameters.',
  'paths-kebab-case': 'Write the path in lowercase, with words joined by hyphens.',
  'security-defined':
    'Add a scheme of components/securitySchemes to the operation or to the root, or `security: []` for a public operation.',
  'security-scopes-defined': 'Use a scope that the scheme defines.',
  'spec-components-invalid-map-name': 'Use only letters, digits, `.`, `-` and `_`.',
  'tag-description': 'Describe what the tag is about.',
  unfinished: 'Correct the other findings, then run this again.',
}

export const hintFor = (rule: string): string =>
  HINTS[rule] ?? `See \`redocly.yaml\` and the rule ${rule} in the documentation of Redocly CLI.`
