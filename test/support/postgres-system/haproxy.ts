import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createFolder, freePort, removeFolder, startProgram } from './programs.ts'

export interface Balancer {
  origin: string
  /** Resolves when it has printed a text. */
  printed(text: string): Promise<void>
  remove(): Promise<void>
}

/** Starts HAProxy with the configuration of the compose file in front of two servers of this machine. */
export async function startHaproxy(ports: number[]): Promise<Balancer> {
  const folder = createFolder('haproxy')
  const port = await freePort()
  const file = path.join(folder, 'haproxy.cfg')
  writeFileSync(file, configurationOf(port, ports))
  const program = startProgram('haproxy', ['-db', '-f', file])
  const origin = `http://127.0.0.1:${port}`
  while (!program.hasExited() && !(await isServing(origin))) await new Promise(resolve => setTimeout(resolve, 50))
  if (program.hasExited()) throw new Error(program.output())
  return {
    origin,
    printed: text => program.printed(text),
    async remove() {
      program.kill('SIGKILL')
      await program.exited
      removeFolder(folder)
    },
  }
}

/** The names that only Docker can resolve are replaced by addresses. */
function configurationOf(port: number, servers: number[]): string {
  return servers.reduce(
    (text, server, index) => text.replaceAll(` server${index + 1}:3000`, ` 127.0.0.1:${server}`),
    readFileSync('deploy/haproxy.cfg', 'utf8')
      .replace('bind :8080', `bind 127.0.0.1:${port}`)
      .replace(/^resolvers docker\n( .*\n)+/m, '')
      .replace(' resolvers docker init-addr last,libc,none', ''),
  )
}

const isServing = (origin: string) =>
  fetch(`${origin}/healthz`).then(
    response => response.status === 200,
    () => false,
  )
