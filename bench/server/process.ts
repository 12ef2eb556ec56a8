import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { setTimeout } from 'node:timers/promises'

const START_TIMEOUT_MS = 60_000

export interface Program {
  name: string
  /** Arguments of node. */
  args: string[]
}

export interface RunningServer {
  name: string
  port: number
  /** CPU time in microseconds that the process, its threads and its child processes have used since the last call. */
  cpuUsed(): number
  /** Resident memory of the process and its child processes in MB. */
  memory(): number
  stop(): Promise<void>
}

/**
 * Starts a server on a free port and resolves when it listens.
 * @param onOutput gets what the server writes, its log
 */
export async function start(
  program: Program,
  variables: Record<string, string>,
  onOutput: (text: string) => void = () => {},
): Promise<RunningServer> {
  const port = await freePort()
  const child = spawn(process.execPath, program.args, {
    env: { PATH: process.env.PATH, PORT: String(port), ...variables },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  child.stdout.setEncoding('utf8').on('data', onOutput)
  await untilListening(child, program.name, port)
  let before = cpuByThread(child)
  return {
    name: program.name,
    port,
    cpuUsed() {
      const [last, now] = [before, cpuByThread(child)]
      before = now
      return difference(last, now)
    },
    memory: () => processTree(child.pid ?? 0).reduce((sum, pid) => sum + residentMemory(pid), 0),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'close')
    },
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

/** Tries to connect, because a server that logs nothing does not say that it has started. */
async function untilListening(child: ChildProcess, name: string, port: number): Promise<void> {
  const deadline = performance.now() + START_TIMEOUT_MS
  while (performance.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${name} did not start: exit code ${child.exitCode}`)
    const socket = connect(port, '127.0.0.1')
    const isListening = await new Promise(resolve => {
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    })
    socket.destroy()
    if (isListening) return
    await setTimeout(20)
  }
  child.kill('SIGKILL')
  throw new Error(`${name} does not listen after ${START_TIMEOUT_MS / 1000} s`)
}

/** The process and its descendants. */
function processTree(pid: number): number[] {
  const children = threadsOf(pid).flatMap(thread =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  return [pid, ...children.flatMap(processTree)]
}

const threadsOf = (pid: number) => readdirSync(`/proc/${pid}/task`)

/**
 * Nanoseconds on a CPU by thread. The kernel's statistics of each thread are exact, while the times of a process in
 * /proc/PID/stat are in steps of 10 ms.
 */
function cpuByThread({ pid = 0 }: ChildProcess): Map<string, number> {
  const threads = processTree(pid).flatMap(each => threadsOf(each).map(thread => `${each}/task/${thread}`))
  return new Map(
    threads.map(thread => [thread, Number(readFileSync(`/proc/${thread}/schedstat`, 'utf8').split(' ', 1)[0])]),
  )
}

function difference(before: ReadonlyMap<string, number>, now: ReadonlyMap<string, number>): number {
  const ended = [...before.keys()].find(thread => !now.has(thread))
  if (ended) throw new Error(`a thread has ended, and its CPU time is lost: ${ended}`)
  return [...now].reduce((sum, [thread, time]) => sum + time - (before.get(thread) ?? 0), 0) / 1000
}

const residentMemory = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024
