import type { ObjectDefinition } from './definition.ts'
import { METHODS } from './methods.ts'
import { any, boolean, listOf, mapOf, object, objectOrReference, required, string, stringAmong } from './values.ts'

const examples = { example: any, examples: mapOf(objectOrReference('Example')) }

/** The fields that parameters and headers share (OpenAPI 3.1, 4.8.12.2 and 4.8.21). Only the default style of each location is supported. */
const header = { description: string, required: boolean, deprecated: boolean, explode: boolean, ...examples }

const operations = Object.fromEntries(METHODS.map(method => [method, object('Operation')]))

/** Operations with their parameters, request bodies and responses. */
export const operationObjects = {
  Paths: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#paths-object',
    fields: {},
    patterned: { pattern: /^\//, names: 'a path that starts with /', value: objectOrReference('PathItem').value },
  },
  PathItem: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#path-item-object',
    fields: {
      summary: string,
      description: string,
      ...operations,
      servers: listOf(object('Server')),
      parameters: listOf(objectOrReference('Parameter')),
    },
  },
  Operation: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#operation-object',
    fields: {
      tags: listOf(string),
      summary: string,
      description: string,
      externalDocs: object('ExternalDocumentation'),
      operationId: string,
      parameters: listOf(objectOrReference('Parameter')),
      requestBody: objectOrReference('RequestBody'),
      responses: object('Responses'),
      deprecated: boolean,
      security: listOf(object('SecurityRequirement')),
      servers: listOf(object('Server')),
    },
  },
  Parameter: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#parameter-object',
    fields: {
      name: required(string),
      in: required(stringAmong('path', 'query', 'header')),
      style: stringAmong('simple', 'form'),
      schema: required(object('Schema')),
      ...header,
    },
  },
  RequestBody: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#request-body-object',
    fields: { description: string, content: required(mapOf(object('MediaType'))), required: boolean },
  },
  MediaType: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#media-type-object',
    fields: { schema: object('Schema'), ...examples },
  },
  Responses: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#responses-object',
    fields: {},
    patterned: {
      pattern: /^([1-5]\d\d|[1-5]XX|default)$/,
      names: 'a status code, a range such as 4XX, or default',
      value: objectOrReference('Response').value,
    },
  },
  Response: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#response-object',
    fields: {
      description: required(string),
      headers: mapOf(objectOrReference('Header')),
      content: mapOf(object('MediaType')),
    },
  },
  Header: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#header-object',
    fields: { style: stringAmong('simple'), schema: required(object('Schema')), ...header },
  },
  Example: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#example-object',
    fields: { summary: string, description: string, value: any },
  },
  Reference: {
    section: 'https://spec.openapis.org/oas/v3.1.1.html#reference-object',
    fields: { $ref: required(string), summary: string, description: string },
  },
} as const satisfies Record<string, ObjectDefinition>
