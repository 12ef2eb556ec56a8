import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  '--remote-debugging-port=0',
]

export type Parameters = Record<string, unknown>
type Message = { id?: number; method?: string; params?: Parameters; result?: Parameters; error?: { message: string } }

/** A connection to Debian's chromium, which can only reach this machine (Chrome DevTools Protocol). */
export interface Devtools {
  send(method: string, params?: object, sessionId?: string): Promise<Parameters>
  /** Calls the listener for each event of the pages. */
  listen(listener: (method: string, params: Parameters) => void): void
  /** Ends the browser. */
  close(): Promise<void>
}

/** Starts a new browser. @param profile an empty folder */
export async function startChromium(profile: string): Promise<Devtools> {
  const child = spawn('chromium', [...FLAGS, `--user-data-dir=${profile}`], { stdio: ['ignore', 'ignore', 'pipe'] })
  try {
    return { ...(await connect(await addressOf(child.stderr))), close: () => end(child) }
  } catch (error) {
    await end(child)
    throw error
  }
}

async function end(child: ChildProcess): Promise<void> {
  const closed = new Promise(resolve => child.once('close', resolve))
  child.kill('SIGKILL')
  await closed
}

async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address) return address
  }
  throw new Error('chromium ended before it listened')
}

async function connect(address: string): Promise<Omit<Devtools, 'close'>> {
  const socket = new WebSocket(address)
  await new Promise(resolve => socket.addEventListener('open', resolve, { once: true }))
  const waiting = new Map<number, PromiseWithResolvers<Parameters>>()
  const listeners: ((method: string, params: Parameters) => void)[] = []
  socket.addEventListener('message', ({ data }) => {
    const { id, method, params = {}, result = {}, error }: Message = JSON.parse(data)
    if (method) for (const listener of listeners) listener(method, params)
    if (id === undefined) return
    if (error) waiting.get(id)?.reject(new Error(error.message))
    else waiting.get(id)?.resolve(result)
    waiting.delete(id)
  })
  let last = 0
  return {
    send(method, params = {}, sessionId) {
      const response = Promise.withResolvers<Parameters>()
      waiting.set(++last, response)
      socket.send(JSON.stringify({ id: last, method, params, sessionId }))
      return response.promise
    },
    listen: listener => void listeners.push(listener),
  }
}
