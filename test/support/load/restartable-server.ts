import { type ServerProcess, startServer } from '../process.ts'

/** A server that keeps its address when it is started again. */
export interface RestartableServer {
  origin: string
  port: number
  process(): ServerProcess
  /** Ends it with SIGKILL and starts it again. */
  killAndRestart(): Promise<void>
}

export async function startRestartable(env: Record<string, string>): Promise<RestartableServer> {
  let current = await startServer({ env })
  const { origin } = current
  const port = Number(new URL(origin).port)
  return {
    origin,
    port,
    process: () => current,
    async killAndRestart() {
      current.kill('SIGKILL')
      await current.exited
      current = await startServer({ env: { ...env, PORT: String(port) } })
    },
  }
}
