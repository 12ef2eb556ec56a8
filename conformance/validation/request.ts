import type { ErrorObject } from 'ajv/dist/2020.js'
import type { OpenApiDocument } from '../../openapi/document.ts'
import { type InputRules, inputRulesOf } from '../contract/input-rules.ts'
import { createInputSchemas } from '../contract/input-schemas.ts'
import type { Input, Shape } from '../contract/request-shape.ts'
import type { RawBody, Recipe } from '../requests/case.ts'
import { type BodyFields, type ReadBody, readBody } from './request-body.ts'
import { fromText, isPassword, type Prepared, prepare, typesOf } from './text-values.ts'
import { readPairs } from './url-encoded.ts'

/** The response that the contract requires for a request. */
export type Expected =
  | { accepted: true; values: Readonly<Record<string, unknown>> }
  | { accepted: false; statuses: readonly number[]; why: string; fields?: Fields }

/** The fields that a 422 must name. */
export interface Fields {
  declared: ReadonlySet<string>
  /** At least 20 of the unknown ones are named. */
  unknown: ReadonlySet<string>
}

/** Ids with a known owner. */
export interface KnownIds {
  own: ReadonlySet<number>
  foreign: ReadonlySet<number>
}

export interface RequestValidator {
  /** The first refusal in the contract's order of errors, or acceptance. The body is the one that is sent. */
  validate(shape: Shape, recipe: Recipe, body: RawBody | undefined, ids: KnownIds): Expected
}

const refuse = (statuses: number | readonly number[], why: string): Expected => ({
  accepted: false,
  statuses: [statuses].flat(),
  why,
})

/** An operation that declares no 403 may hide that the row exists (RFC 9110, 15.5.4). */
const foreignStatuses = ({ operation }: Shape): number[] =>
  operation.responses.some(([status]) => status === '403') ? [403] : [403, 404]

/** Derives the required response to any request to an operation, from the contract and `x-input` alone. */
export function createRequestValidator(
  document: OpenApiDocument,
  rules: InputRules = inputRulesOf(document),
): RequestValidator {
  const schemas = createInputSchemas(document)
  const types = new Map<string, ReadonlySet<string>>()

  function typesAt(pointer: string): ReadonlySet<string> {
    const known = types.get(pointer) ?? typesOf(document, pointer)
    types.set(pointer, known)
    return known
  }

  return {
    validate(shape, recipe, body, ids) {
      const refused = unauthenticated(shape, recipe) ?? wrongId(shape, recipe, ids)
      if (refused) return refused
      const sent = read(shape, recipe, body)
      if (sent && 'status' in sent) return refuse(sent.status, sent.why)
      return wrongHeader(shape, recipe) ?? fieldsOf(shape, recipe, sent, (body?.bytes ?? '').length === 0)
    },
  }

  function unauthenticated(shape: Shape, { token = 'own' }: Recipe): Expected | undefined {
    if (shape.isSecured && token !== 'own') return refuse(401, 'there is no valid token')
    return undefined
  }

  function wrongId(shape: Shape, { id = 'own' }: Recipe, { own, foreign }: KnownIds): Expected | undefined {
    const [input] = shape.ids
    if (!input || id === 'own') return undefined
    if (id === 'foreign') return refuse(foreignStatuses(shape), 'the id belongs to another client')
    if (id === 'missing') return refuse(404, 'the id does not exist')
    if (!('raw' in id)) throw new TypeError('The own id must be filled in before validation')
    // `/` separates segments, `%2F` does not: with a `/` the path matches no path of the contract.
    if (id.raw === '' || /[/?#]/.test(id.raw)) return refuse(404, 'the path is unknown')
    const text = readPairs(`id=${id.raw.replaceAll('+', '%2B').replaceAll('&', '%26')}`).values.get('id')
    if (text === undefined) return refuse(404, 'the path is not percent-encoded UTF-8')
    const value = fromText(rules, typesAt(input.pointer), text)
    if (schemas.errorsOf(input.pointer, value).length > 0)
      return refuse(rules.invalidPathId, `${text} is not a valid id`)
    if (own.has(Number(value))) return undefined
    return foreign.has(Number(value))
      ? refuse(foreignStatuses(shape), 'the id belongs to another client')
      : refuse([404, 403], 'the id does not belong to this client')
  }

  /** The fields of the body or its refusal; undefined if the operation takes no body. */
  function read({ body: shape }: Shape, recipe: Recipe, body: RawBody | undefined): ReadBody | undefined {
    if (!shape) return undefined
    const isEncoded = Object.keys(recipe.headers ?? {}).some(name => name.toLowerCase() === 'content-encoding')
    return readBody(rules, Object.keys(shape.media), body, isEncoded)
  }

  /** Header errors are reported before, and without, those of query and body. */
  function wrongHeader(shape: Shape, recipe: Recipe): Expected | undefined {
    const given = new Map(Object.entries(recipe.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]))
    for (const input of shape.headers) {
      // Fetch strips whitespace around a value (Fetch, 2.2.2).
      const value = given.get(input.name.toLowerCase())?.replace(/^[\t\r\n ]+|[\t\r\n ]+$/g, '')
      if (value === undefined ? !input.required : isValid(input, value)) continue
      return {
        ...(refuse(422, `${input.name} is invalid`) as Expected & { accepted: false }),
        fields: { declared: new Set([input.name.toLowerCase().replaceAll('-', '_')]), unknown: new Set() },
      }
    }
    return undefined
  }

  function isValid(input: Input, text: string): boolean {
    const { value, isIllFormed, lengths } = prepare(
      rules,
      isPassword(input.schema),
      fromText(rules, typesAt(input.pointer), text),
    )
    return !isIllFormed && schemas.errorsOf(input.pointer, value, lengths).length === 0
  }

  function fieldsOf(shape: Shape, recipe: Recipe, sent: BodyFields | undefined, isEmpty: boolean): Expected {
    const wrong = { declared: new Set<string>(), unknown: new Set<string>() }
    validateQuery(shape, recipe.query ?? '', wrong)
    const values = validateBody(shape, sent, wrong)
    const isMissing = shape.body?.required === true && isEmpty
    if (wrong.declared.size + wrong.unknown.size === 0) {
      return isMissing ? refuse([400, 422], 'there is no body') : { accepted: true, values }
    }
    const names = [...wrong.declared, ...wrong.unknown].slice(0, 5).join(', ')
    return { accepted: false, statuses: [422], why: `invalid: ${names}`, fields: wrong }
  }

  function validateQuery({ query }: Shape, text: string, wrong: { declared: Set<string>; unknown: Set<string> }): void {
    if (query.length === 0) return
    const sent = readPairs(text)
    const absent = (value: string | undefined) => value === '' && rules.emptyIsAbsent.includes('query')
    for (const [key, value] of sent.values) {
      const input = query.find(({ name }) => name === key)
      if (!input) {
        if (rules.closedQuery) wrong.unknown.add(key)
      } else if (value === undefined || (!absent(value) && !isValid(input, value))) wrong.declared.add(key)
      if (rules.singleKeys && sent.repeated.has(key)) (input ? wrong.declared : wrong.unknown).add(key)
    }
    for (const { name, required } of query) {
      const value = sent.values.has(name) ? sent.values.get(name) : ''
      if (required && absent(value)) wrong.declared.add(name)
    }
  }

  function validateBody(
    { body: shape }: Shape,
    sent: BodyFields | undefined,
    wrong: { declared: Set<string>; unknown: Set<string> },
  ): Readonly<Record<string, unknown>> {
    if (!shape || !sent) return {}
    const pointer = shape.media[sent.type] ?? Object.values(shape.media)[0] ?? ''
    const prepared = Object.entries(sent.values).map(([name, given]): [string, Prepared] => {
      const input = shape.fields.find(field => field.name === name)
      const value = sent.isText && input ? fromText(rules, typesAt(input.pointer), String(given)) : given
      return [name, prepare(rules, input !== undefined && isPassword(input.schema), value)]
    })
    const isDeclared = (name: string) => shape.fields.some(field => field.name === name)
    const add = (name: string) => (isDeclared(name) ? wrong.declared : wrong.unknown).add(name)
    const values = Object.fromEntries(prepared.map(([name, { value }]) => [name, value]))
    const lengths = new Map(prepared.flatMap(([, part]) => [...part.lengths]))
    for (const error of schemas.errorsOf(pointer, values, lengths)) add(fieldOf(error))
    for (const [name, { isIllFormed }] of prepared) if (isIllFormed) add(name)
    for (const name of sent.repeated) if (rules.singleKeys) add(name)
    for (const name of sent.keys) if (shape.closed && !isDeclared(name)) add(name)
    return values
  }
}

/** The top-level field that an error refers to. */
function fieldOf({ instancePath, keyword, params }: ErrorObject): string {
  const [, first] = instancePath.split('/')
  if (first !== undefined) return first.replaceAll('~1', '/').replaceAll('~0', '~')
  if (keyword === 'required') return String(params.missingProperty)
  if (keyword === 'additionalProperties') return String(params.additionalProperty)
  return ''
}
