import { isObject, type OpenApiDocument } from '../../../openapi/document.ts'
import { into } from '../../../openapi/pointer.ts'
import { resolvedAt } from '../../../openapi/references.ts'
import { propertiesAt } from '../../contract/properties.ts'
import type { Shape } from '../../contract/request-shape.ts'
import { responsesOf } from '../../contract/responses.ts'
import { requiredQuery } from '../../requests/base.ts'
import type { At } from '../../requests/case.ts'

/** An enum parameter that returns only the rows whose property has the given value. */
export interface Filter {
  parameter: string
  property: string
  values: readonly string[]
}

/** What makes an operation a list: rows with an id, and the parameters and properties of its pages. Parts that it lacks are undefined. */
export interface ListShape {
  shape: Shape
  /** The property of the response that contains the rows. */
  rows: string
  filters: readonly Filter[]
  /** Values of the parameters that each request must have. */
  required: Readonly<Record<string, string>>
  page: { most: number } | undefined
  perPage: { most: number; default: number | undefined } | undefined
  hasMaxId: boolean
  /** The properties of `links` and `meta`. */
  links: ReadonlySet<string>
  meta: ReadonlySet<string>
}

/** The list that an operation returns; undefined if it returns none. */
export function listOf(document: OpenApiDocument, shape: Shape, at: Pick<At, 'now'>): ListShape | undefined {
  const schema = shape.method === 'GET' ? successSchemaOf(document, shape) : undefined
  if (schema === undefined) return undefined
  const properties = propertiesAt(document, schema)
  const arrays = [...properties].filter(([, found]) => rowPropertiesAt(document, found)?.has('id'))
  const [[rows, pointer] = []] = arrays
  if (arrays.length !== 1 || rows === undefined || pointer === undefined) return undefined
  const input = (name: string) => shape.query.find(other => other.name === name)?.schema
  const [page, perPage] = [input('page'), input('per_page')]
  const namesIn = (name: string) => new Set(propertiesAt(document, properties.get(name) ?? '').keys())
  return {
    shape,
    rows,
    filters: filtersOf(document, shape, rowPropertiesAt(document, pointer) ?? new Map()),
    required: requiredQuery(document, shape, at),
    page: page && { most: numberOr(page.maximum, FAR_PAGE) },
    perPage: perPage && {
      most: Math.min(numberOr(perPage.maximum, MOST_ROWS), MOST_ROWS),
      default: typeof perPage.default === 'number' ? perPage.default : undefined,
    },
    hasMaxId: input('max_id') !== undefined,
    links: namesIn('links'),
    meta: namesIn('meta'),
  }
}

/** A page past the end of any list, if the contract has no maximum. */
const FAR_PAGE = 1_000_000
/** Most rows requested per page if the contract has no maximum. */
const MOST_ROWS = 100

const numberOr = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise)

/** Pointer to the schema of the first JSON success; undefined if there is none. */
export function successSchemaOf(document: OpenApiDocument, { operation }: Shape): string | undefined {
  const success = responsesOf(document, operation).find(({ status }) => /^2/.test(status))
  return [...(success?.media ?? [])].find(([type]) => /[/+]json$/.test(type))?.[1].schema
}

/** The properties of the rows of an array; undefined if it is no array of objects. */
function rowPropertiesAt(document: OpenApiDocument, pointer: string): Map<string, string> | undefined {
  const schema = resolvedAt(document, pointer)
  if (!schema || !isObject(schema.value.items)) return undefined
  return propertiesAt(document, into(schema.pointer, 'items'))
}

function filtersOf(document: OpenApiDocument, { query }: Shape, row: ReadonlyMap<string, string>): Filter[] {
  return query.flatMap(({ name, pointer }): Filter[] => {
    const values = enumAt(document, pointer)
    if (values.length === 0) return []
    const end = resolvedAt(document, pointer)?.pointer
    const isSame = ([property, at]: [string, string]) =>
      (property === name && values.every(value => enumAt(document, at).includes(value))) ||
      resolvedAt(document, at)?.pointer === end
    const [property] = [...row].find(isSame) ?? []
    return property === undefined ? [] : [{ parameter: name, property, values }]
  })
}

function enumAt(document: OpenApiDocument, pointer: string): string[] {
  const members = resolvedAt(document, pointer)?.value.enum
  return Array.isArray(members) ? members.filter(member => typeof member === 'string') : []
}
