import type { ObjectDefinition } from './definition.ts'
import { filledListOf, listOf, mapOf, object, objectOrReference, required, string } from './values.ts'

/** The document itself and its metadata. */
export const documentObjects = {
  OpenAPI: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#openapi-object',
    fields: {
      openapi: required(string),
      info: required(object('Info')),
      jsonSchemaDialect: string,
      servers: listOf(object('Server')),
      paths: object('Paths'),
      webhooks: mapOf(objectOrReference('PathItem')),
      components: object('Components'),
      security: listOf(object('SecurityRequirement')),
      tags: listOf(object('Tag')),
      externalDocs: object('ExternalDocumentation'),
    },
  },
  Info: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#info-object',
    fields: {
      title: required(string),
      summary: string,
      description: string,
      termsOfService: string,
      contact: object('Contact'),
      license: object('License'),
      version: required(string),
    },
  },
  Contact: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#contact-object',
    fields: { name: string, url: string, email: string },
  },
  License: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#license-object',
    fields: { name: required(string), identifier: string, url: string },
  },
  Server: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#server-object',
    fields: { url: required(string), description: string, variables: mapOf(object('ServerVariable')) },
  },
  ServerVariable: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#server-variable-object',
    fields: { enum: filledListOf(string), default: required(string), description: string },
  },
  Components: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#components-object',
    fields: {
      schemas: mapOf(object('Schema')),
      responses: mapOf(objectOrReference('Response')),
      parameters: mapOf(objectOrReference('Parameter')),
      examples: mapOf(objectOrReference('Example')),
      requestBodies: mapOf(objectOrReference('RequestBody')),
      headers: mapOf(objectOrReference('Header')),
      securitySchemes: mapOf(objectOrReference('SecurityScheme')),
      pathItems: mapOf(objectOrReference('PathItem')),
    },
  },
  Tag: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#tag-object',
    fields: { name: required(string), description: string, externalDocs: object('ExternalDocumentation') },
  },
  ExternalDocumentation: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#external-documentation-object',
    fields: { description: string, url: required(string) },
  },
} as const satisfies Record<string, ObjectDefinition>
