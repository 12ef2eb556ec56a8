import { formats, integerBounds } from '../../../../openapi/formats.ts'
import type { JsonObject } from '../../../../openapi/json.ts'
import { without } from '../edit.ts'
import { fromTo } from '../mutation.ts'
import { isSent } from '../schema-sites.ts'
import { onSchemas, type Rewrite } from './on-schemas.ts'

/** For each format one that has no string in common with it. */
const OTHER: Readonly<Record<string, string>> = { date: 'date-time', 'date-time': 'date', email: 'uri', uri: 'email' }
const STRANGE = 'ipv4'

/** Changes each format and adds one to plain strings; in requests also removes it or narrows the range of integers. */
export const format = onSchemas('format', site => {
  const { value: schema } = site
  const rewrites: Rewrite[] = []
  const change = (to: string | undefined) =>
    rewrites.push({
      value: to === undefined ? without(schema, 'format') : { ...schema, format: to },
      change: fromTo('format', schema.format, to),
      at: schema.format === undefined ? [] : ['format'],
    })
  const name = String(schema.format)
  if (Object.hasOwn(formats, name)) {
    change(OTHER[name] ?? (name === STRANGE ? 'date' : STRANGE))
    if (isSent(site)) change(undefined)
  }
  if (isPlainText(schema)) change(STRANGE)
  if (!isSent(site)) return rewrites
  if (name === 'password') change(undefined)
  if (name === 'int64') change('int32')
  if (integerBounds[name] && !hasBounds(schema)) change(undefined)
  return rewrites
})

const isPlainText = (schema: JsonObject) =>
  [schema.type].flat().includes('string') &&
  ['format', 'pattern', 'enum', 'const'].every(keyword => schema[keyword] === undefined)

const hasBounds = ({ minimum, maximum }: JsonObject) => minimum !== undefined && maximum !== undefined
