/** A text with so many blanks (JSON) or empty pairs (form) behind it that it has just so many bytes. */
export function padded(text: string, bytes: number, filling: ' ' | '&'): string {
  const missing = bytes - new TextEncoder().encode(text).length
  return text + filling.repeat(Math.max(missing, 0))
}

/** Texts as UTF-8 and bytes as they are, in one piece. */
export function bytesOf(...parts: (string | number[])[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  return new Uint8Array(parts.flatMap(part => (typeof part === 'string' ? [...encoder.encode(part)] : part)))
}
