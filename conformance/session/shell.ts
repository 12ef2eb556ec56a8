import { isReplaceable, spellingsOf, valuePattern } from './secrets.ts'

/**
 * Bytes as a shell command must write them. Strings here are "binary strings": one character is one byte.
 * `repeat`: a short sequence repeated many times; `secret`: a shell expression, already quoted.
 */
export type Piece =
  | { kind: 'text'; bytes: string }
  | { kind: 'repeat'; bytes: string; times: number }
  | { kind: 'secret'; shell: string }

export function bytesOf(data: string | Uint8Array, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  return (typeof data === 'string' ? Buffer.from(data, encoding) : Buffer.from(data)).toString('latin1')
}

/** @param long minimum length at which repetitions are shortened; never if omitted */
export function piecesOf(
  bytes: string,
  secrets: ReadonlyMap<string, string>,
  long = Number.POSITIVE_INFINITY,
): Piece[] {
  const found = [...secrets]
    .filter(([secret]) => isReplaceable(secret))
    .flatMap(([secret, name]) => waysOf(secret, name))
    .flatMap(([text, shell]) => [...bytes.matchAll(valuePattern(text))].map(({ index }) => ({ index, text, shell })))
    .sort((a, b) => a.index - b.index || b.text.length - a.text.length)
  const pieces: Piece[] = []
  let from = 0
  for (const { index, text, shell } of found) {
    if (index < from) continue
    pieces.push(...textsOf(bytes.slice(from, index), long), { kind: 'secret', shell })
    from = index + text.length
  }
  pieces.push(...textsOf(bytes.slice(from), long))
  return pieces.length > 0 ? pieces : [{ kind: 'text', bytes: '' }]
}

/** A secret as it appears in headers, JSON and forms, each with the shell expression that produces it from the variable. */
function waysOf(secret: string, variable: string): [string, string][] {
  const raw = bytesOf(secret)
  const spellings = spellingsOf(secret)
  const json = `"$(printf %s "${variable}" | sed 's/[\\\\"]/\\\\&/g')"`
  const form = `"$(printf %s "${variable}" | od -An -tx1 -v | tr -d '\\n' | tr ' ' %)"`
  const encoded: [string, string][] = [
    [bytesOf(spellings.json), json],
    ...spellings.form.map((text): [string, string] => [text, form]),
  ]
  return [[raw, `"${variable}"`], ...encoded.filter(([text]) => text !== raw)]
}

function textsOf(bytes: string, long: number): Piece[] {
  if (bytes === '') return []
  if (bytes.length < long) return [{ kind: 'text', bytes }]
  const pieces: Piece[] = []
  let from = 0
  for (const { index, 0: run, 1: unit = '' } of bytes.matchAll(/([\s\S]{1,8}?)\1{99,}/g)) {
    if (index > from) pieces.push({ kind: 'text', bytes: bytes.slice(from, index) })
    pieces.push({ kind: 'repeat', bytes: unit, times: run.length / unit.length })
    from = index + run.length
  }
  if (from < bytes.length) pieces.push({ kind: 'text', bytes: bytes.slice(from) })
  return pieces
}

/** Whether it can be written in quotes: no repetition, valid UTF-8, nothing invisible. */
export function isPlain(piece: Piece): boolean {
  if (piece.kind !== 'text') return piece.kind === 'secret'
  const text = Buffer.from(piece.bytes, 'latin1').toString()
  return bytesOf(text) === piece.bytes && !/[\p{C}\p{Zl}\p{Zp}\ufffd]|(?! )\p{Zs}/u.test(text)
}

/** One word of a command. No argument can contain NUL. */
export function word(pieces: readonly Piece[]): string {
  const [first, last] = pieces
  // The common `"Authorization: Bearer $TOKEN"`, as a person would write it.
  if (pieces.length === 2 && first?.kind === 'text' && last?.kind === 'secret' && /^[\w:;,./ -]*$/.test(first.bytes)) {
    return `"${first.bytes}${last.shell.slice(1)}`
  }
  return pieces.map(piece => (isPlain(piece) ? quoted(piece) : `"$(${printfOf(piece)})"`)).join('')
}

function quoted(piece: Piece): string {
  if (piece.kind === 'secret') return piece.shell
  return `'${Buffer.from(piece.bytes, 'latin1').toString().replaceAll("'", `'\\''`)}'`
}

/** A command that prints it. `%.0s` consumes an argument, so the format is printed once per argument. */
export function printfOf(piece: Piece): string {
  if (piece.kind === 'secret') return `printf %s ${piece.shell}`
  const format = piece.bytes.replace(/[^ -~]|[\\'%]/g, byte =>
    byte === '%' ? '%%' : `\\${byte.charCodeAt(0).toString(8).padStart(3, '0')}`,
  )
  // A leading dash would be read as an option.
  const safe = format.replace(/^-/, '\\055')
  return piece.kind === 'text' ? `printf '${safe}'` : `printf '${safe}%.0s' $(seq ${piece.times})`
}
