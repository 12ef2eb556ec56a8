import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createHttpServer } from '../../server/process/serve.ts'
import { openNodeSqlite } from '../engine/node-driver.ts'
import type * as types from '../types/node.d.ts'
import type { Engine } from '../world/world.ts'
import { createMockWith } from './create.ts'
import { data } from './data.ts'
import { engineOf } from './engine.ts'
import { wasmEngine } from './wasm.ts'

export const createMock: typeof types.createMock = async options => createMockWith(await engine(), options)

/** The SQLite of Node.js can copy databases in memory since 24.18; older versions take WebAssembly. */
async function engine(): Promise<Engine> {
  const { DatabaseSync } = await import('node:sqlite').catch(() => ({ DatabaseSync: undefined }))
  if (DatabaseSync && 'deserialize' in DatabaseSync.prototype) {
    return engineOf(
      bytes => openNodeSqlite(DatabaseSync, bytes),
      value => createHash('sha256').update(value).digest('hex'),
      data.seller,
    )
  }
  return wasmEngine(await readFile(new URL('./sqlite3.wasm', import.meta.url)), data.seller)
}

export const listen: typeof types.listen = async (mock, { port = 0, host = '127.0.0.1' } = {}) => {
  const { server } = createHttpServer(
    async (request, { incoming } = {}) => {
      try {
        return await mock.fetch(request)
      } catch (error) {
        // A rehearsed failure of the connection.
        incoming?.socket.destroy()
        throw error
      }
    },
    () => {},
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: listening } = server.address() as AddressInfo
  return {
    origin: `http://${host.includes(':') ? `[${host}]` : host}:${listening}`,
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
