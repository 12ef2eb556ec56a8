import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.wasm': 'application/wasm', '': 'text/html' }

/**
 * Serves files only: no process serves the API.
 * @param folder with the built package
 * @param texts further files, by their paths
 * @param api origin of an API that pages may call
 */
export async function serveFiles(folder: string, texts: Record<string, string>, api = '') {
  const server = createServer((request, response) => {
    const { pathname } = new URL(String(request.url), 'http://127.0.0.1')
    const file = path.join(folder, path.basename(pathname))
    const content = texts[pathname] ?? (existsSync(file) && pathname !== '/' ? readFileSync(file) : undefined)
    response.writeHead(content === undefined ? 404 : 200, {
      'Content-Type': TYPES[path.extname(pathname)] ?? 'text/plain',
      'Content-Security-Policy': `default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self' ${api}`,
    })
    response.end(content)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, close: () => void server.close() }
}
