import type { Json, JsonObject } from '../json.ts'

/** The OpenAPI 3.1 objects that a document may contain, and `InputRules`, the value of `x-input`. */
export type Kind =
  | 'OpenAPI'
  | 'Info'
  | 'Contact'
  | 'License'
  | 'Server'
  | 'ServerVariable'
  | 'Components'
  | 'Paths'
  | 'PathItem'
  | 'Operation'
  | 'ExternalDocumentation'
  | 'Parameter'
  | 'RequestBody'
  | 'MediaType'
  | 'Responses'
  | 'Response'
  | 'Example'
  | 'Header'
  | 'Tag'
  | 'Reference'
  | 'Schema'
  | 'Discriminator'
  | 'SecurityScheme'
  | 'OAuthFlows'
  | 'OAuthFlow'
  | 'SecurityRequirement'
  | 'InputRules'

/** A type of JSON Schema. */
export type TypeName = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null'

/** What the field of an object or the keyword of a schema contains. */
export type FieldValue =
  | { is: 'any' }
  | { is: 'string'; among?: readonly string[] }
  | { is: 'boolean' }
  | { is: 'number'; above?: number }
  | { is: 'integer'; minimum: number; maximum?: number }
  /** A type of JSON Schema, or a list of types without duplicates. */
  | { is: 'types' }
  | { is: 'list'; of: FieldValue; isFilled?: true; isUnique?: true }
  /** An object whose keys are chosen by the document. */
  | { is: 'map'; of: FieldValue }
  /** An object of OpenAPI; where the specification allows it, a Reference Object or a boolean in its place. */
  | { is: 'object'; kind: Kind; orReference?: true; orBoolean?: true }

export interface Field {
  value: FieldValue
  isRequired?: true
}

/** One object of the specification with its fields. */
export interface ObjectDefinition {
  /** The URL of the section that defines it. */
  section: string
  fields: Readonly<Record<string, Field>>
  /** The names and values of patterned fields. `names` describes the names in messages. */
  patterned?: { pattern: RegExp; names: string; value: FieldValue }
  /** Whether it has no extensions: a name that starts with `x-` is a name like any other. */
  isClosed?: true
}

/** A keyword of a schema. */
export interface Keyword extends Field {
  /** The URL of the section that defines it. */
  section: string
  /** An assertion can reject a value, an applicator applies schemas to it or to its parts, an annotation only describes it. */
  role: 'assertion' | 'applicator' | 'annotation'
  /** The only type of value that it restricts. */
  appliesTo?: 'string' | 'number' | 'array' | 'object'
  /** What the schemas in it apply to: the value itself, its items or its properties. */
  subschemas?: 'same value' | 'items' | 'properties'
}

/** The TypeScript type of a field's value. */
export type ValueOf<Value> = Value extends { is: 'string' }
  ? string
  : Value extends { is: 'boolean' }
    ? boolean
    : Value extends { is: 'number' | 'integer' }
      ? number
      : Value extends { is: 'types' }
        ? TypeName | TypeName[]
        : Value extends { is: 'list'; of: infer Item }
          ? ValueOf<Item>[]
          : Value extends { is: 'map'; of: infer Member }
            ? Record<string, ValueOf<Member>>
            : Value extends { is: 'object'; orBoolean: true }
              ? JsonObject | boolean
              : Value extends { is: 'object' }
                ? JsonObject
                : Json
