import { isObject, type JsonObject, type OpenApiDocument } from '../../../openapi/document.ts'
import { operationsOf } from '../../../openapi/operations.ts'
import { follow } from '../../../openapi/pointer.ts'
import { isRelativeServer } from '../../../openapi/servers.ts'
import { walk } from '../../../openapi/walk.ts'
import type { Diff } from '../../diff/change.ts'
import { code } from '../markdown/text.ts'
import { addNotes } from './notes.ts'

/** The badge of an operation in the reference. */
type Mark = 'added' | 'breaking' | 'changed' | 'documentation'

/** The head version with a badge on each changed operation, notes on what changed, and a list of operations at the start of the description. */
export function markedDocument(base: OpenApiDocument, head: OpenApiDocument, diff: Diff): JsonObject {
  const root = structuredClone(head.root)
  disarm(root)
  addNotes(root, base, head, diff)
  const before = operationsOf(base).map(({ id }) => id)
  const after = operationsOf(head)
  const marks = new Map(after.map(({ id }) => [id, markOf(id, before, diff)]))
  for (const { id, pointer } of after) {
    const operation = follow(root, pointer)
    const mark = marks.get(id)
    if (isObject(operation) && mark)
      operation['x-badges'] = [{ name: mark, position: 'before', ...(mark === 'breaking' && { color: 'red' }) }]
  }
  const removed = before.filter(id => !marks.has(id))
  const lists = [
    ...(['breaking', 'changed', 'added', 'documentation'] as const).map(
      mark => [mark, after.map(({ id }) => id).filter(id => marks.get(id) === mark)] as const,
    ),
    ['removed', removed] as const,
  ]
  const summary = lists
    .filter(([, ids]) => ids.length > 0)
    .map(([word, ids]) => `- **${word}**: ${ids.map(id => (word === 'removed' ? code(id) : linkTo(id))).join(', ')}`)
  const list = summary.length === 0 ? 'No operations changed.' : summary.join('\n')
  const info = isObject(root.info) ? root.info : {}
  const heading = `**Changes from version ${code(diff.base.version)} to ${code(diff.head.version)}**`
  // The page is opened from disk, where a relative URL would lead to a file.
  const absolute = serversIn(root).filter(({ url }) => !isRelativeServer(String(url)))
  if (absolute.length > 0) root.servers = absolute
  root.info = { ...info, description: `${heading}\n\n${list}\n\n---\n\n${info.description ?? ''}` }
  return root
}

const serversIn = ({ servers }: JsonObject): JsonObject[] => (Array.isArray(servers) ? servers.filter(isObject) : [])

/** The reference renders texts as Markdown, which may contain HTML. A word joiner after `<` keeps that from being HTML. */
function disarm(root: JsonObject): void {
  for (const { value } of walk(root))
    for (const [key, text] of Object.entries(value))
      if (typeof text === 'string' && /^(description$|summary$|title$|x-)/.test(key))
        value[key] = text.replaceAll(/<(?=[a-z/!?])/gi, '<\u{2060}')
}

function markOf(id: string, before: readonly string[], { changes }: Diff): Mark | undefined {
  if (!before.includes(id)) return 'added'
  const own = changes.filter(({ operations }) => operations.includes(id))
  if (own.some(({ verdict }) => verdict === 'breaking')) return 'breaking'
  if (own.some(({ verdict }) => verdict === 'compatible')) return 'changed'
  return own.length > 0 ? 'documentation' : undefined
}

/** The reference has an anchor for each operationId. */
const linkTo = (id: string): string => (/^[\w-]+$/.test(id) ? `[${id}](#operation/${id})` : code(id))
