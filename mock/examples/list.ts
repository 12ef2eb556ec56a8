import { isObject, type JsonObject } from '../../openapi/document.ts'
import type { PrismOperation } from './prism.ts'
import type { Part } from './request-parts.ts'

/** The body of a page: rows, links to other pages, and numbers. */
interface Page {
  data: JsonObject[]
  links: JsonObject
  meta: JsonObject
}

type Parameters = NonNullable<NonNullable<PrismOperation['request']>['query']>
type Values = Readonly<Record<string, unknown>>

/**
 * The page of an example's rows that the query asks for: those that match its filters and `max_id`, divided by `page` and `per_page`, with
 * links as on the server, so that a client that follows them arrives at the last page. Any other body stays as it is.
 * @param url URL of the list, without a query
 */
export function pageOfExample(
  body: unknown,
  { request }: PrismOperation,
  query: Part | undefined,
  url: string,
): unknown {
  if (!isPage(body) || !query) return body
  const parameters = request?.query ?? []
  const sent = query.sent.values
  const matching = filtered(body.data, parameters, sent)
  const maxId = numberOf('max_id', parameters, sent) ?? highestId(matching)
  const rows = matching.filter(({ id }) => maxId === undefined || typeof id !== 'number' || id <= maxId)
  const page = numberOf('page', parameters, sent) ?? 1
  const perPage = numberOf('per_page', parameters, sent) ?? Math.max(1, rows.length)
  const lastPage = Math.max(1, Math.ceil(rows.length / perPage))
  const before = (page - 1) * perPage
  const data = rows.slice(before, before + perPage)

  const link = (target: number) => `${url}${queryOf(parameters, { ...sent, page: target, max_id: maxId })}`
  // Without a parameter for it there is no other page.
  const otherPage = (target: number) => (parameters.some(({ name }) => name === 'page') ? link(target) : null)
  const links = {
    first: link(1),
    last: link(lastPage),
    prev: page > 1 ? otherPage(Math.min(page - 1, lastPage)) : null,
    next: page < lastPage ? otherPage(page + 1) : null,
  }
  const meta = {
    current_page: page,
    from: data.length > 0 ? before + 1 : null,
    last_page: lastPage,
    path: url,
    per_page: perPage,
    to: data.length > 0 ? before + data.length : null,
    total: rows.length,
  }
  return { ...body, data, links: replaced(body.links, links), meta: replaced(body.meta, meta) }
}

/** By shape, because the mock serves other documents too. */
const isPage = (body: unknown): body is Page =>
  isObject(body) &&
  Array.isArray(body.data) &&
  body.data.every(isObject) &&
  isObject(body.links) &&
  'next' in body.links &&
  isObject(body.meta)

/** A parameter with an enum filters by the field of the same name. */
function filtered(rows: JsonObject[], parameters: Parameters, sent: Values): JsonObject[] {
  const isFilter = ({ name, schema }: Parameters[number]) =>
    sent[name] !== undefined && [schema, schema?.items].flat().some(each => isObject(each) && each.enum !== undefined)
  const filters = parameters.filter(isFilter).map(({ name }) => name)
  return rows.filter(row => filters.every(name => !(name in row) || [sent[name]].flat().includes(row[name])))
}

/** Undefined if there are no rows or their IDs are not numbers. */
function highestId(rows: JsonObject[]): number | undefined {
  const ids = rows.map(({ id }) => id).filter(id => typeof id === 'number')
  return ids.length > 0 ? Math.max(...ids) : undefined
}

/** A number of the query, or its default. */
function numberOf(name: string, parameters: Parameters, sent: Values): number | undefined {
  const value = sent[name] ?? parameters.find(parameter => parameter.name === name)?.schema?.default
  return value === undefined ? undefined : Number(value)
}

/** In the order of the document. */
function queryOf(parameters: Parameters, values: Values): string {
  const pairs = parameters.flatMap(({ name }) =>
    [values[name] ?? []].flat().map(value => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`),
  )
  return pairs.length > 0 ? `?${pairs.join('&')}` : ''
}

/** The values of the example, replaced by others of the same name. */
const replaced = (example: JsonObject, values: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(example).map(([name, value]) => [name, values[name] ?? (name in values ? null : value)]),
  )
