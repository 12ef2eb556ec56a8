/** A text padded with spaces (JSON) or empty pairs (form) to an exact number of bytes. */
export function padded(text: string, bytes: number, filling: ' ' | '&'): string {
  const missing = bytes - new TextEncoder().encode(text).length
  return text + filling.repeat(Math.max(missing, 0))
}

/** Joins strings, as UTF-8, and raw bytes. */
export function bytesOf(...parts: (string | number[])[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder()
  return new Uint8Array(parts.flatMap(part => (typeof part === 'string' ? [...encoder.encode(part)] : part)))
}
