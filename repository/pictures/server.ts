import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A server with the demo data on the day of the demo. @param port 0 for any free one */
export async function startDemoServer(port: number): Promise<{ origin: string; stop(): void }> {
  const server = spawn(process.execPath, ['server/main.ts'], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      DATABASE: ':memory:',
      CLOCK: '2026-11-22T12:00:00Z',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [printed] = await once(server.stdout, 'data')
  const origin = /http:\/\/[\d.]+:\d+/.exec(String(printed))?.[0]
  if (origin === undefined) throw new Error(`The server did not print its address: ${printed}`)
  return { origin, stop: () => void server.kill() }
}
