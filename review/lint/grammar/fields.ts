import { METHODS } from '../../../openapi/operations.ts'

const SHOWN = 'example:any examples:{Example}'
const HEADER = `description:text required:switch deprecated:switch style:text explode:switch schema:Schema ${SHOWN} content:{MediaType}`

/**
 * The fields of every object of OpenAPI 3.1 (4.8) and the keywords of its schemas (JSON Schema 2020-12), each with what it holds: an object
 * by its name, `[…]` a list, `{…}` a map by names that the document gives, the others as `values.ts` has them.
 */
const TEXT = {
  OpenAPI:
    'openapi:text info:Info jsonSchemaDialect:text servers:[Server] paths:{PathItem} webhooks:{PathItem} components:Components ' +
    'security:[{[text]}] tags:[Tag] externalDocs:ExternalDocumentation',
  Info: 'title:text summary:text description:text termsOfService:text contact:Contact license:License version:text',
  Contact: 'name:text url:text email:text',
  License: 'name:text identifier:text url:text',
  Server: 'url:text description:text variables:{ServerVariable}',
  ServerVariable: 'enum:[text] default:text description:text',
  Components:
    'schemas:{Schema} responses:{Response} parameters:{Parameter} examples:{Example} requestBodies:{RequestBody} headers:{Header} ' +
    'securitySchemes:{SecurityScheme} links:{Link} callbacks:{{PathItem}} pathItems:{PathItem}',
  PathItem: `$ref:text summary:text description:text servers:[Server] parameters:[Parameter] ${METHODS.map(method => `${method}:Operation`).join(' ')}`,
  Operation:
    'tags:[text] summary:text description:text externalDocs:ExternalDocumentation operationId:text parameters:[Parameter] ' +
    'requestBody:RequestBody responses:{Response} callbacks:{{PathItem}} deprecated:switch security:[{[text]}] servers:[Server]',
  ExternalDocumentation: 'description:text url:text',
  Parameter: `name:text in:text allowEmptyValue:switch allowReserved:switch ${HEADER}`,
  RequestBody: 'description:text content:{MediaType} required:switch',
  MediaType: `schema:Schema ${SHOWN} encoding:{Encoding}`,
  Encoding: 'contentType:text headers:{Header} style:text explode:switch allowReserved:switch',
  Response: 'description:text headers:{Header} content:{MediaType} links:{Link}',
  Example: 'summary:text description:text value:any externalValue:text',
  Link: 'operationRef:text operationId:text parameters:{any} requestBody:any description:text server:Server',
  Header: HEADER,
  Tag: 'name:text description:text externalDocs:ExternalDocumentation',
  Reference: '$ref:text summary:text description:text',
  SecurityScheme:
    'type:text description:text name:text in:text scheme:text bearerFormat:text flows:OAuthFlows openIdConnectUrl:text',
  OAuthFlows: 'implicit:OAuthFlow password:OAuthFlow clientCredentials:OAuthFlow authorizationCode:OAuthFlow',
  OAuthFlow: 'authorizationUrl:text tokenUrl:text refreshUrl:text scopes:{text}',
  Discriminator: 'propertyName:text mapping:{text}',
  XML: 'name:text namespace:text prefix:text attribute:switch wrapped:switch',
  Schema:
    '$schema:text $id:text $anchor:text $dynamicAnchor:text $vocabulary:{switch} $ref:text $dynamicRef:text $comment:text $defs:{Schema} ' +
    'type:types enum:values const:any allOf:schemas anyOf:schemas oneOf:schemas not:Schema if:Schema then:Schema else:Schema ' +
    'properties:{Schema} patternProperties:{Schema} additionalProperties:Schema propertyNames:Schema unevaluatedProperties:Schema ' +
    'required:names dependentRequired:{names} dependentSchemas:{Schema} minProperties:count maxProperties:count ' +
    'items:Schema prefixItems:schemas contains:Schema unevaluatedItems:Schema minItems:count maxItems:count uniqueItems:switch ' +
    'minContains:count maxContains:count minLength:count maxLength:count pattern:text format:text ' +
    'minimum:number maximum:number exclusiveMinimum:number exclusiveMaximum:number multipleOf:positive ' +
    'contentEncoding:text contentMediaType:text contentSchema:Schema ' +
    'title:text description:text default:any examples:[any] example:any deprecated:switch readOnly:switch writeOnly:switch ' +
    'discriminator:Discriminator xml:XML externalDocs:ExternalDocumentation',
} as const

export type Kind = keyof typeof TEXT

const namesOf = (fields: string): ReadonlyMap<string, string> =>
  new Map(fields.split(' ').map(field => field.split(':') as [string, string]))

/** What a field holds, by its name. */
export const FIELDS = Object.fromEntries(
  Object.entries(TEXT).map(([kind, fields]) => [kind, namesOf(fields)]),
) as Record<Kind, ReadonlyMap<string, string>>

export const isKind = (holds: string): holds is Kind => Object.hasOwn(FIELDS, holds)

/** `[Server]` → `Server`; undefined for what is no list. */
export const itemOf = (holds: string): string | undefined =>
  holds === 'schemas' ? 'Schema' : /^\[(.*)\]$/.exec(holds)?.[1]

/** `{Response}` → `Response`; undefined for what is no map. */
export const memberOf = (holds: string): string | undefined => /^\{(.*)\}$/.exec(holds)?.[1]

/** `PathItem` → `Path Item`, as the specification writes it. */
export const titleOf = (kind: Kind): string => kind.replace(/(?<=[a-z])(?=[A-Z][a-z])/g, ' ')
