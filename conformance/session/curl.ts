import type { SentRequest } from '../exchange/exchange.ts'
import { bytesOf, isPlain, type Piece, piecesOf, printfOf, word } from './shell.ts'

/** Longest text passed as one shell argument, in bytes; Linux allows 128 KiB. */
const ARGUMENT = 100_000

/** Bodies longer than this are shortened to repetitions where possible, so that 64 KiB of one letter stay readable. */
const LONG = 1000

/**
 * A POSIX shell command that sends a request again.
 * @param origin prefix of every path, such as `http://127.0.0.1:3000`
 * @param secrets texts that must not be printed, each with the variable that replaces it (`$TOKEN`)
 */
export function curlLine(origin: string, sent: SentRequest, secrets: ReadonlyMap<string, string>): string {
  const body = sent.body === undefined ? undefined : piecesOf(bytesOf(sent.body), secrets, LONG)
  const isInline = body?.every(isPlain) && bytesOf(sent.body ?? '').length <= ARGUMENT
  const options = [
    'curl -sS -i -g --path-as-is',
    ...methodOf(sent),
    ...targetOf(origin, sent.path, secrets),
    ...headersOf(sent).map(line => `-H ${word(piecesOf(bytesOf(line, 'latin1'), secrets))}`),
    ...(body === undefined ? [] : [isInline ? `--data-raw ${word(body)}` : '--data-binary @-']),
  ]
  const line = options.join(' ')
  return body === undefined || isInline ? line : `${printed(body)} | ${line}`
}

function methodOf({ method, body }: SentRequest): string[] {
  if (method === 'GET' && body === undefined) return []
  // With -X HEAD, curl would wait for a body.
  return [method === 'HEAD' ? '--head' : `-X ${method}`]
}

/** A path as a request line holds it: printable ASCII. Dots, slashes and `%` are left as they are. */
export const asWritten = (path: string): string => path.toWellFormed().replace(/[^!-~]/gu, encodeURIComponent)

/** curl drops everything after a `#` in the URL, so such a path is passed separately. */
function targetOf(origin: string, path: string, secrets: ReadonlyMap<string, string>): string[] {
  const quote = (text: string) => word(piecesOf(bytesOf(text), secrets))
  const url = origin + asWritten(path)
  if (!url.includes('#')) return [quote(url)]
  const { origin: root } = new URL(url)
  return [quote(`${root}/`), `--request-target ${quote(url.slice(root.length))}`]
}

/** Removes headers that curl would add; `Name;` makes curl send an empty one. */
function headersOf({ headers, body }: SentRequest): string[] {
  const lines = Object.entries(headers).map(([name, value]) => (value.trim() === '' ? `${name};` : `${name}: ${value}`))
  const hasType = Object.keys(headers).some(name => name.toLowerCase() === 'content-type')
  return body === undefined || hasType ? lines : [...lines, 'Content-Type:']
}

function printed(pieces: readonly Piece[]): string {
  const commands = pieces.map(printfOf)
  return commands.length === 1 ? String(commands[0]) : `{ ${commands.join('; ')}; }`
}
