import type { AsyncContext } from '../../server/database/async-context.ts'
import { Connection } from '../../server/database/sqlite/connection.ts'
import type { Driver } from '../../server/database/sqlite/driver.ts'
import { configure } from '../../server/database/sqlite/open.ts'
import type { Engine } from '../world/world.ts'

/** Without AsyncLocalStorage, a database cannot tell a caller that it waits for itself; the server's code never does. */
const context: AsyncContext = { run: (_, work) => work(), getStore: () => undefined }

/** @param open a database in memory that starts as a copy of the bytes */
export const engineOf = (
  open: (bytes: Uint8Array) => Driver,
  sha256: Engine['sha256'],
  seller: Engine['seller'],
): Engine => ({
  sha256,
  seller,
  random: size => crypto.getRandomValues(new Uint8Array(size)),
  async openCopy(bytes) {
    const sqlite = open(bytes)
    configure(sqlite)
    return new Connection(sqlite, { context, patience: 0 })
  },
})
