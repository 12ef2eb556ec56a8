import type { ScenarioApi } from '../../scenarios/scenario.ts'
import type { List, ListQuery, Page } from './read-list.ts'

/** The number of the page that each link leads to, null for no link, and the max_id of all of them. */
type Expected = Record<'first' | 'last', number> & Record<'prev' | 'next', number | null> & { maxId: unknown }

/** Checks that each link leads to its page of the same list, with the same filters, page size and max_id. */
export function expectLinks(
  api: ScenarioApi,
  list: List,
  { links, meta }: Page,
  query: ListQuery,
  { maxId, ...pages }: Expected,
): void {
  const what = `${list.shape.id} ${JSON.stringify(query)}`
  const path = list.shape.path.replace(/\{[^}]+\}/, String(list.id))
  const base = list.meta.has('path') ? String(meta.path) : baseOf(String(links.first))
  // A deployment may have a path of its own in front.
  if (list.meta.has('path') || list.links.has('first'))
    api.check(URL.canParse(base) && base.endsWith(path), `the URL of ${what} should end with ${path}: ${base}`)
  const expected = parametersOf(list, {
    ...list.required,
    ...query,
    ...(list.hasMaxId && maxId !== undefined && { max_id: String(maxId) }),
  })
  for (const [name, page] of Object.entries(pages)) {
    if (!list.links.has(name)) continue
    const found = links[name]
    if (page === null) {
      api.equal(found ?? null, null, `${name} in links of ${what}`)
      continue
    }
    api.check(typeof found === 'string', `${name} in links of ${what} should lead to page ${page}, not be ${found}`)
    const url = found
    api.equal(baseOf(url), base, `the URL of ${name} in links of ${what}`)
    const given = Object.fromEntries(new URLSearchParams(url.slice(baseOf(url).length)))
    api.equal(
      parametersOf(list, given),
      { ...expected, page: String(page) },
      `the query of ${name} in links of ${what}`,
    )
  }
}

const baseOf = (url: string) => url.replace(/\?.*$/s, '')

/** Parameters as text, those that are left out with their defaults. */
function parametersOf(list: List, given: Readonly<Record<string, unknown>>): Record<string, string> {
  const perPage = list.perPage?.default
  const all = { page: 1, ...(perPage !== undefined && { per_page: perPage }), ...given }
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, String(value)]))
}
