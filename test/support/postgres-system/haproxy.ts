import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { startNameServer } from './name-server.ts'
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
  const names = await startNameServer()
  const file = path.join(folder, 'haproxy.cfg')
  writeFileSync(file, configurationOf(port, names.port, ports))
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
      await names.close()
      removeFolder(folder)
    },
  }
}

/** Only ports differ from those of the containers, and this machine is not asked for the names, because it does not know them. */
function configurationOf(port: number, nameServer: number, servers: number[]): string {
  return servers.reduce(
    (text, server, index) => text.replaceAll(` server${index + 1}:3000`, ` server${index + 1}:${server}`),
    readFileSync('deploy/haproxy.cfg', 'utf8')
      .replace('bind :8080', `bind 127.0.0.1:${port}`)
      .replace('127.0.0.11:53', `127.0.0.1:${nameServer}`)
      .replace('init-addr last,libc,none', 'init-addr none'),
  )
}

const isServing = (origin: string) =>
  fetch(`${origin}/healthz`).then(
    response => response.status === 200,
    () => false,
  )
