import type { ServerMutant } from '../../in-process/server-mutant.ts'
import { LISTS } from './build/operations.ts'
import { parameter, query } from './build/requests.ts'

const KNOWN = ['status', 'per_page', 'page', 'max_id']

/** Queries that the contract refuses and the server accepts. */
export const unvalidatedQueries: readonly ServerMutant[] = [
  query('ignores unknown query keys', LISTS, pairs => pairs.filter(([key]) => KNOWN.includes(key))),
  query('uses the last of repeated query keys', LISTS, pairs =>
    pairs.filter(([key], index) => pairs.findLastIndex(([other]) => other === key) === index),
  ),
  parameter('treats an unknown invoice status as absent', 'listInvoices', 'status', status =>
    ['unpaid', 'partially_paid', 'paid', 'overdue', 'void', 'refunded', ''].includes(status.trim())
      ? status
      : undefined,
  ),
  parameter('accepts a status in any case', 'listTickets', 'status', status => status.toLowerCase()),
  parameter('limits per_page to 100', LISTS, 'per_page', size => (Number(size) > 100 ? '100' : size)),
  parameter('treats per_page 0 as absent', LISTS, 'per_page', size => (size === '0' ? undefined : size)),
  parameter('treats page 0 as the first page', LISTS, 'page', page => (page === '0' ? '1' : page)),
  parameter('treats a negative page as the first page', LISTS, 'page', page => (/^-\d+$/.test(page) ? '1' : page)),
  parameter('accepts a page of any size', LISTS, 'page', page => (/^\d{10,}$/.test(page) ? '2147483647' : page)),
  parameter('treats max_id 0 as absent', LISTS, 'max_id', id => (id === '0' ? undefined : id)),
  parameter('accepts a max_id of any size', LISTS, 'max_id', id => (/^\d{16,}$/.test(id) ? '9007199254740991' : id)),
  parameter('accepts integers in any notation', LISTS, 'per_page', numeric),
  parameter('ignores what follows an integer', LISTS, 'page', page => page.replace(/^(\d+)\D.*$/, '$1')),
  parameter('accepts leading zeros', LISTS, 'max_id', id => id.replace(/^0+(?=[1-9])/, '')),
  parameter('trims integers', LISTS, 'page', page => page.replaceAll(/^(?:%20|\+|\s)+(?=\d)|(?:%20|\+|\s)+$/g, '')),
  query('ignores invalid percent-encoding', LISTS, pairs =>
    pairs.map(([key, value]) => [key, value?.replaceAll(/%(?![0-9A-Fa-f]{2})/g, '')]),
  ),
  parameter('drops invalid UTF-8', LISTS, 'status', status => (isUtf8(status) ? status : undefined)),
  parameter('drops NUL from a status', LISTS, 'status', status => status.replaceAll('%00', '')),
]

function numeric(text: string): string {
  const number = Number(decodeURIComponent(text.replaceAll('+', '%2B').replaceAll(/%(?![0-9A-Fa-f]{2})/g, '%25')))
  return Number.isInteger(number) && text !== '' ? String(number) : text
}

function isUtf8(encoded: string): boolean {
  try {
    decodeURIComponent(encoded)
    return true
  } catch {
    return false
  }
}
