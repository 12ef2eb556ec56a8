import { Connection } from './connection.ts'

/** The next HTTP request as text. */
export type PreparedRequest = () => string

export interface Load {
  port: number
  request: PreparedRequest
  /** The status code that every response must have. */
  status: number
  connections: number
}

/** Sends a number of requests, as fast as the responses come. */
export async function sendAll(load: Load, count: number): Promise<void> {
  let sent = 0
  await withConnections(load, async send => {
    while (sent++ < count) await send()
  })
}

/** Sends for some seconds, as fast as the responses come. @returns requests per second */
export async function throughput(load: Load, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000
  let sent = 0
  await withConnections(load, async send => {
    for (; performance.now() < end; sent++) await send()
  })
  return sent / seconds
}

/**
 * Sends at a fixed rate, whether or not earlier responses have come. A latency counts from the moment at which its request was
 * due, so that a server that falls behind does not look fast.
 * @returns sorted latencies in milliseconds
 */
export async function latencies(load: Load, perSecond: number, seconds: number): Promise<number[]> {
  const started = performance.now()
  const measured: number[] = []
  let sent = 0
  await withConnections(load, async send => {
    while (sent < perSecond * seconds) {
      const due = started + (sent++ * 1000) / perSecond
      const early = due - performance.now()
      if (early > 0) await new Promise(resolve => setTimeout(resolve, early))
      await send()
      measured.push(performance.now() - due)
    }
  })
  return measured.sort((a, b) => a - b)
}

async function withConnections(
  { port, request, status, connections }: Load,
  work: (send: () => Promise<void>) => Promise<void>,
): Promise<void> {
  const opened = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)))
  try {
    await Promise.all(
      opened.map(connection =>
        work(async () => {
          const text = request()
          const received = await connection.send(text)
          if (received !== status) throw new Error(`status ${received} instead of ${status}: ${text}`)
        }),
      ),
    )
  } finally {
    for (const connection of opened) connection.close()
  }
}
