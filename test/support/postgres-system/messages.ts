export interface Message {
  /** `C` for a completed command, `Z` for a server that waits for the next one. */
  type: string
  content: string
  bytes: Buffer
}

const HEADER = 5

/** Splits what PostgreSQL sends over an unencrypted connection into its messages, across chunks. */
export function createMessageReader(): (chunk: Buffer) => Message[] {
  let rest: Buffer = Buffer.alloc(0)
  return chunk => {
    rest = Buffer.concat([rest, chunk])
    const messages: Message[] = []
    while (rest.length >= HEADER) {
      // The length counts itself, but not the byte for the type.
      const end = 1 + rest.readUInt32BE(1)
      if (rest.length < end) break
      const bytes = rest.subarray(0, end)
      messages.push({ type: bytes.toString('latin1', 0, 1), content: bytes.toString('latin1', HEADER), bytes })
      rest = rest.subarray(end)
    }
    return messages
  }
}

const TLS_REQUEST = 80_877_103

/** The first message of a client that would like to use TLS. */
export const isTlsRequest = (chunk: Buffer): boolean => chunk.length === 8 && chunk.readUInt32BE(4) === TLS_REQUEST
