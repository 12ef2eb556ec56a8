import type { ObjectDefinition } from './definition.ts'
import { listOf, mapOf, object, required, string, stringAmong } from './values.ts'

/** How clients authenticate. The generator and the mock support only bearer tokens. */
export const securityObjects = {
  SecurityRequirement: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#security-requirement-object',
    fields: {},
    patterned: { pattern: /^/, names: 'the name of a security scheme', value: listOf(string).value },
    isClosed: true,
  },
  SecurityScheme: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#security-scheme-object',
    fields: {
      type: required(stringAmong('http', 'apiKey', 'oauth2')),
      description: string,
      name: string,
      in: stringAmong('query', 'header'),
      scheme: string,
      bearerFormat: string,
      flows: object('OAuthFlows'),
    },
  },
  OAuthFlows: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#oauth-flows-object',
    fields: {
      implicit: object('OAuthFlow'),
      password: object('OAuthFlow'),
      clientCredentials: object('OAuthFlow'),
      authorizationCode: object('OAuthFlow'),
    },
  },
  OAuthFlow: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#oauth-flow-object',
    fields: { authorizationUrl: string, tokenUrl: string, refreshUrl: string, scopes: required(mapOf(string)) },
  },
} as const satisfies Record<string, ObjectDefinition>
