import { without } from '../edit.ts'
import { isSent } from '../schema-sites.ts'
import { onSchemas, type Rewrite } from './on-schemas.ts'

const NOTHING = '(?!)'

/**
 * A pattern that matches nothing, and patterns with one repetition less. In requests also none, patterns without an anchor, and
 * patterns with one repetition more.
 */
export const pattern = onSchemas('pattern', site => {
  const { value: schema } = site
  const { pattern: from } = schema
  if (typeof from !== 'string') return []
  const tighter = [NOTHING, ...repetitionsOf(from, false)]
  const looser = isSent(site) ? [undefined, ...withoutAnchors(from), ...repetitionsOf(from, true)] : []
  const others = [...new Set([...tighter, ...looser])].filter(to => to === undefined || compiles(to))
  return others.map(
    (to): Rewrite => ({
      value: to === undefined ? without(schema, 'pattern') : { ...schema, pattern: to },
      change: `pattern: ${from} → ${to ?? 'none'}`,
      at: ['pattern'],
    }),
  )
})

function withoutAnchors(source: string): string[] {
  const ends = [/^\^(?=.)/s, /(?<=[^\\])\$$/s].map(anchor => source.replace(anchor, ''))
  return ends.filter(text => text !== source)
}

/** The pattern with each `{n}`, `{n,}` and `{n,m}` one step tighter or looser; `{n}` changes to another number, which is both. */
function repetitionsOf(source: string, isLooser: boolean): string[] {
  const step = isLooser ? 1 : -1
  return [...source.matchAll(/\{(\d+)(,?)(\d*)\}/g)].flatMap(
    ({ 0: whole, 1: low = '', 2: comma, 3: high = '', index }) => {
      const [least, most] = [Number(low), Number(high)]
      const changed = comma === '' ? [`{${least + 1}}`] : []
      if (comma !== '' && high !== '' && most + step >= least) changed.push(`{${least},${most + step}}`)
      if (comma !== '' && least - step >= 0 && (high === '' || least - step <= most))
        changed.push(`{${least - step},${high}}`)
      return changed.map(text => source.slice(0, index) + text + source.slice(index + whole.length))
    },
  )
}

function compiles(source: string): boolean {
  try {
    return new RegExp(source, 'u') instanceof RegExp
  } catch {
    return false
  }
}
