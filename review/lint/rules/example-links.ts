import { into, isObject, type Json, type JsonObject } from '../../../openapi/document.ts'
import { examplesIn } from '../examples.ts'
import type { Rule } from '../rule.ts'

/** A link to this API in an example leads to one of its servers. */
export const exampleLinks: Rule = {
  name: 'example-links',
  *check(contract) {
    const { root } = contract.document
    const servers = serversOf(root)
    const origins = servers.map(({ origin }) => origin)
    if (origins.length === 0) return
    const paths = Object.keys(isObject(root.paths) ? root.paths : {}).map(path => patternOf(servers, path))
    for (const { value, pointer } of examplesIn(contract))
      for (const { text, at } of textsIn(value, pointer)) {
        const url = /^https?:/i.test(text) ? URL.parse(text) : null
        if (!url || origins.includes(url.origin) || !paths.some(path => path.test(url.pathname))) continue
        yield {
          pointer: at,
          message: `The link ${text} leads to ${url.origin}, which is not a server of this API`,
          hint: `Start it with ${origins[0]}.`,
        }
      }
  },
}

/** The URLs of the servers. Those relative to the document have no origin of their own. */
const serversOf = ({ servers }: JsonObject): URL[] =>
  (Array.isArray(servers) ? servers : []).flatMap(
    server => (isObject(server) ? URL.parse(String(server.url)) : null) ?? [],
  )

/** Paths that a template describes, below the path of a server or without it. */
function patternOf(servers: readonly URL[], template: string): RegExp {
  const below = servers.map(({ pathname }) => escaped(pathname.replace(/\/$/, '')))
  const parts = template.split(/\{[^}]*\}/).map(escaped)
  return new RegExp(`^(${below.join('|')})?${parts.join('[^/]+')}/?$`)
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function* textsIn(value: Json, at: string): Generator<{ text: string; at: string }> {
  if (typeof value === 'string') yield { text: value, at }
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value)) yield* textsIn(part as Json, into(at, name))
}
