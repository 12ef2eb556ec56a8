import { connect, createServer, type Server } from 'node:net'
import path from 'node:path'

/** Milliseconds by which responses are delayed, so that all statements that are sent together arrive before the first response. */
const DELAY = 4

export interface Wire {
  /** Folder of the socket, for the URL of the database. */
  folder: string
  /** Round trips so far: how often a client has sent something after a response. */
  trips(): number
  /** Resolves when every message has its response, and nothing more is sent. */
  idle(): Promise<void>
  close(): void
}

/** Stands between a client and PostgreSQL, and counts round trips. */
export async function startWire(target: string, folder: string): Promise<Wire> {
  let trips = 0
  let unanswered = 0
  const server: Server = createServer(client => {
    const upstream = connect(path.join(target, '.s.PGSQL.5432'))
    let isAnswered = true
    client.on('data', chunk => {
      if (isAnswered) {
        trips += 1
        unanswered += 1
      }
      isAnswered = false
      upstream.write(chunk)
    })
    upstream.on('data', chunk => {
      setTimeout(() => {
        if (!isAnswered) unanswered -= 1
        isAnswered = true
        client.write(chunk)
      }, DELAY)
    })
    // The last message of a connection has no response.
    client.on('close', () => {
      if (!isAnswered) unanswered -= 1
      isAnswered = true
    })
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
    }
  })
  await new Promise<void>(resolve => server.listen(path.join(folder, '.s.PGSQL.5432'), resolve))
  async function idle(): Promise<void> {
    for (let quiet = 0, before = trips; quiet < 3; before = trips) {
      await new Promise(resolve => setTimeout(resolve, 8))
      quiet = unanswered === 0 && trips === before ? quiet + 1 : 0
    }
  }
  return { folder, trips: () => trips, idle, close: () => server.close() }
}
