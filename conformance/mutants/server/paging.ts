import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { LISTS } from './build/operations.ts'
import { links, pages } from './build/pages.ts'
import { parameter } from './build/requests.ts'
import { sql } from './build/sql.ts'
import { always, number, type Row, text, value } from './build/values.ts'

const ignored = () => undefined

export const paging: readonly ServerMutant[] = [
  parameter('ignores per_page', LISTS, 'per_page', ignored),
  parameter('ignores per_page of tickets', 'listTickets', 'per_page', ignored),
  parameter('ignores page', LISTS, 'page', ignored),
  parameter('ignores page of subscriptions', 'listSubscriptions', 'page', ignored),
  parameter('ignores max_id', LISTS, 'max_id', ignored),
  parameter('ignores max_id of invoices', 'listInvoices', 'max_id', ignored),
  parameter('counts pages from 0', 'listTickets', 'page', page =>
    /^[1-9]\d*$/.test(page) ? String(Number(page) + 1) : page,
  ),
  pages('lists the oldest first', 'listInvoices', ({ data }) => data.reverse()),
  sql('lists the oldest first with a filter', [':skip)\n    ORDER BY s.id DESC', ':skip)\n    ORDER BY s.id']),
  pages('sorts tickets by their last change', 'listTickets', ({ data }) =>
    data.sort((a, b) => String(b.updated_at).localeCompare(String(a.updated_at))),
  ),
  sql('leaves out the first row of a page', ['AND i.seq <= l.last - :skip', 'AND i.seq < l.last - :skip']),
  sql('skips one row too many with a filter', ['LIMIT :per_page OFFSET :skip', 'LIMIT :per_page OFFSET :skip + 1']),
  sql('shows one row too many', ['t.seq > l.last - :skip - :per_page', 't.seq > l.last - :skip - :per_page - 1']),
  sql('shows one row too few', [
    'ORDER BY s.id DESC LIMIT :per_page',
    'ORDER BY s.id DESC LIMIT max(1, :per_page - 1)',
  ]),
  pages('shows a row twice', 'listInvoices', ({ data }) => {
    if (data.length > 1) data[1] = structuredClone(data[0] as Row)
  }),
  sql('leaves out the row with max_id', ['i.id <= :max_id', 'i.id < :max_id']),
  sql('counts the rows above max_id with a filter', [
    'is_near_end, (SELECT count(*)',
    'is_near_end, (SELECT 0 * count(*)',
  ]),
  sql('starts a page one row too late with a filter', [
    'OFFSET (SELECT newer FROM place)',
    'OFFSET (SELECT newer + 1 FROM place)',
  ]),
  sql('starts a page one row too late if the end of a block is nearer', [
    'OFFSET (SELECT older FROM place)',
    'OFFSET (SELECT max(0, older - 1) FROM place)',
  ]),
]

export const pageNumbers: readonly ServerMutant[] = [
  value(
    'counts one row too many',
    'listInvoices',
    'meta.total',
    number(total => total + 1),
  ),
  value(
    'counts one row too few',
    'listTickets',
    'meta.total',
    number(total => Math.max(0, total - 1)),
  ),
  pages('counts the rows of the page', 'listSubscriptions', ({ data, meta }) => {
    meta.total = data.length
  }),
  pages('rounds the number of pages down', LISTS, ({ meta }) => {
    meta.last_page = Math.max(1, Math.floor(meta.total / meta.per_page))
  }),
  pages('counts one page too many', 'listInvoices', ({ meta }) => {
    meta.last_page = Math.floor(meta.total / meta.per_page) + 1
  }),
  value('sends 1 as the number of every page', LISTS, 'meta.current_page', always(1)),
  value('sends 15 as per_page of every page', LISTS, 'meta.per_page', always(15)),
  value(
    'counts the first row from 0',
    LISTS,
    'meta.from',
    number(from => from - 1),
  ),
  pages('sends meta.to of a full page for every page', 'listTickets', ({ data, meta }) => {
    if (data.length > 0) meta.to = meta.from + meta.per_page - 1
  }),
  value('sends 1 as meta.from of an empty page', LISTS, 'meta.from', from => from ?? 1),
  value(
    'repeats the query in meta.path',
    LISTS,
    'meta.path',
    text(url => `${url}?page=1`),
  ),
  value(
    'sends the path of another list',
    'listTickets',
    'meta.path',
    text(url => url.replace('tickets', 'invoices')),
  ),
]

export const pageLinks: readonly ServerMutant[] = [
  links('leaves max_id out of links', LISTS, url => url.replace(/&max_id=\d+/, '')),
  links('leaves the status out of links', 'listInvoices', url => url.replace(/status=\w+&/, '')),
  links('leaves per_page out of links', 'listTickets', url => url.replace(/per_page=\d+&/, '')),
  links('makes links relative', LISTS, url => new URL(url).pathname + new URL(url).search),
  links('links to plain http on another host', 'listSubscriptions', url =>
    url.replace(/^https?:\/\/[^/]+/, 'http://localhost'),
  ),
  pages('links to a next page from the last one', 'listInvoices', ({ links }) => {
    links.next ??= links.last
  }),
  pages('sends no next page', 'listTickets', ({ links }) => {
    links.next = null
  }),
  pages('links to the page itself as the next one', 'listSubscriptions', ({ links, meta }) => {
    links.next = links.next?.replace(/([?&]page=)\d+/, `$1${meta.current_page}`) ?? null
  }),
  pages('links to the first page as the previous one', LISTS, ({ links }) => {
    if (links.prev !== null) links.prev = links.first
  }),
  pages('sends no previous page', 'listInvoices', ({ links }) => {
    links.prev = null
  }),
  pages('links from past the end to the preceding page', LISTS, ({ links, meta }) => {
    if (meta.current_page > meta.last_page)
      links.prev = links.prev?.replace(/([?&]page=)\d+/, `$1${meta.current_page - 1}`) ?? null
  }),
  pages('links to the second to last page as the last one', 'listTickets', ({ links, meta }) => {
    links.last = links.last?.replace(/([?&]page=)\d+/, `$1${Math.max(1, meta.last_page - 1)}`) ?? null
  }),
]
