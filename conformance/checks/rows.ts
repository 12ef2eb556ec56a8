import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json, type OpenApiDocument } from '../../openapi/document.ts'
import { into } from '../../openapi/pointer.ts'
import { resolvedAt } from '../../openapi/references.ts'
import { propertiesAt } from '../contract/properties.ts'
import type { Shape } from '../contract/request-shape.ts'
import { listOf, successSchemaOf } from '../rules/lists/list-shape.ts'
import { collectionOf, requestOf, type Session } from '../session/session.ts'
import { knownIds } from './ids.ts'

/** Rows read from a target whose requests are limited. */
const SOME = 5

/** Every listed row must be readable by itself, with the same values. */
export async function checkRows(session: Session): Promise<void> {
  await session.fresh()
  for (const shape of session.tested.filter(({ method, ids }) => method === 'GET' && ids.length > 0)) {
    const properties = sharedProperties(session, shape)
    const ids = [...knownIds(session, shape).own]
    for (const id of session.target.reset ? ids : ids.slice(0, SOME)) {
      const name = `row ${id}`
      const sent = requestOf(shape, { id: String(id), token: await session.tokenFor(shape) })
      const response = await session.send(shape, name, sent)
      if (!response) continue
      const message =
        response.status < 400
          ? differenceOf(properties, rowOf(session, shape, id), response.json)
          : `it is listed, but its own path returned ${response.status}`
      session.recorder.rules.saw(rowRuleOf(shape))
      if (message) session.recorder.addViolation(shape, name, { rule: 'row', message }, { sent, response })
    }
  }
}

/** The rule that a row's own path returns the values that its list shows. */
export const rowRuleOf = ({ id }: Shape): string => `${id}: a row has the values that its list shows`

const rowOf = (session: Session, shape: Shape, id: number): unknown =>
  session.rows.get(collectionOf(session.shapes, shape)?.path ?? '')?.get(id)

/** The properties whose schema is the same in a listed row and in the row by itself. */
export function sharedProperties(
  { document, shapes, at }: Pick<Session, 'document' | 'shapes' | 'at'>,
  shape: Shape,
): string[] {
  const collection = collectionOf(shapes, shape)
  const list = collection && listOf(document, collection, at)
  const schema = successSchemaOf(document, shape)
  const page = collection && successSchemaOf(document, collection)
  if (!list || schema === undefined || page === undefined) return []
  const rows = resolvedAt(document, propertiesAt(document, page).get(list.rows) ?? '')?.pointer ?? ''
  const listed = propertiesAt(document, into(rows, 'items'))
  const own = propertiesAt(document, schema)
  // The row is the body itself, or the object in its only property with an id.
  const inner = own.has('id')
    ? own
    : ([...own.values()].map(at => propertiesAt(document, at)).find(of => of.has('id')) ?? own)
  return [...listed].flatMap(([name, pointer]) => (isSameSchema(document, pointer, inner.get(name)) ? [name] : []))
}

const isSameSchema = (document: OpenApiDocument, one: string, other: string | undefined): boolean =>
  other !== undefined && isDeepStrictEqual(resolvedAt(document, one)?.value, resolvedAt(document, other)?.value)

function differenceOf(properties: readonly string[], row: unknown, json: unknown): string | undefined {
  const isRow = (value: unknown): value is Record<string, unknown> =>
    isObject(value as Json) && 'id' in (value as object)
  const own = [json, ...Object.values(isObject(json as Json) ? (json as object) : {})].find(isRow)
  if (!own || !isRow(row)) return undefined
  const name = properties.find(property => !isDeepStrictEqual(own[property], row[property]))
  if (name === undefined) return undefined
  return `${name} is ${JSON.stringify(own[name])}, but its list shows ${JSON.stringify(row[name])}`
}
