import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { createFolder, freePort, removeFolder, startProgram } from './programs.ts'

export interface Balancer {
  origin: string
  remove(): Promise<void>
}

/**
 * Starts HAProxy in front of several servers. It sends requests only to those that are ready, and sends none a second time: only a
 * connection that cannot be opened is tried with another server.
 */
export async function startHaproxy(ports: number[]): Promise<Balancer> {
  const folder = createFolder('haproxy')
  const port = await freePort()
  const file = path.join(folder, 'haproxy.cfg')
  const unavailable = JSON.stringify({ message: 'Service unavailable.', code: 'unavailable' })
  writeFileSync(
    file,
    `defaults
  mode http
  timeout connect 1s
  timeout client 30s
  timeout server 30s
  option redispatch 1
  http-error status 503 content-type application/json string '${unavailable}' hdr Retry-After 1

frontend portal
  bind 127.0.0.1:${port}
  default_backend servers

backend servers
  balance roundrobin
  option httpchk GET /readyz
  default-server check inter 500ms fall 2 rise 1
${ports.map(server => `  server on-${server} 127.0.0.1:${server}\n`).join('')}`,
  )
  const program = startProgram('haproxy', ['-db', '-f', file])
  const origin = `http://127.0.0.1:${port}`
  while (!program.hasExited() && !(await isServing(origin))) await new Promise(resolve => setTimeout(resolve, 50))
  if (program.hasExited()) throw new Error(program.output())
  return {
    origin,
    async remove() {
      program.kill('SIGKILL')
      await program.exited
      removeFolder(folder)
    },
  }
}

const isServing = (origin: string) =>
  fetch(`${origin}/healthz`).then(
    response => response.status === 200,
    () => false,
  )
