import type { Located, OpenApiDocument } from '../../../openapi/document.ts'
import { resolve } from '../../../openapi/references.ts'
import { type Comparison, entriesAt } from '../comparison.ts'
import { serversOf } from './servers.ts'
import { shapeOf } from './templates.ts'

/** The URLs of a path with its servers, in one text, without the names of parameters. */
export function urlsOf(contract: OpenApiDocument, item: Located, path: string): string {
  const own = serversOf(resolve(contract, item))
  const servers = own.length > 0 ? own : serversOf({ value: contract.root, pointer: '#' })
  // Without servers it is `/` (OpenAPI 3.1, OpenAPI Object).
  const urls = servers.length > 0 ? servers.map(({ expanded }) => expanded) : ['/']
  return urls
    .map(url => url.replace(/\/$/, '') + shapeOf(path))
    .sort()
    .join(' ')
}

/** Whether the servers of the document changed, but no URL: what one version has in the servers, the other has in the paths. */
export function hasSameUrls(comparison: Comparison): boolean {
  const urlsIn = (contract: OpenApiDocument) => {
    const paths = entriesAt({ value: contract.root, pointer: '#' }, 'paths', true)
    return [...paths].map(([path, item]) => urlsOf(contract, item, path))
  }
  const textOf = ({ root }: OpenApiDocument) =>
    JSON.stringify(serversOf({ value: root, pointer: '#' }).map(({ url }) => url))
  if (textOf(comparison.base) === textOf(comparison.head)) return false
  const [base, head] = [urlsIn(comparison.base), new Set(urlsIn(comparison.head))]
  return base.length > 0 && base.every(urls => head.has(urls))
}
